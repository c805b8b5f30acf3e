-- What may be asked of a host that has rules with a method and a path: the one place where that is decided. `opened` names
-- those hosts, whose TLS this gateway ends; `requests` holds the rules, a line each, as people write them.
local FOLDER = "/etc/maestro-gateway/"
-- Escapes that some servers read as what divides a path, or as another escape.
local DIVIDING = { "%2e", "%2f", "%5c", "%25", "%3b", "%3f", "%23" }
local SERVICES = {
  ["git-read"] = { ["git-upload-pack"] = true },
  ["git-push"] = { ["git-upload-pack"] = true, ["git-receive-pack"] = true },
}
local MISSING = { ["git-upload-pack"] = "no-fetch", ["git-receive-pack"] = "no-push" }

local requests = {}
local rules = {}

local function lines_of(file)
  local opened = io.open(FOLDER .. file)
  return opened and opened:lines() or function() end
end

local function read_rule(line)
  local verb, host, path = line:match("^(%S+) ([^/%s]+)(/%S*)$")
  if not rules[host] then return end
  local methods = {}
  for method in verb:gmatch("[^,]+") do methods[method] = true end
  -- A blank would end a field of what is told to the ledger, which writes JSON.
  table.insert(rules[host], { text = (line:gsub(" ", "\\u0020")), methods = methods, services = SERVICES[verb], path = path })
end

-- Takes over what the files say now.
function requests.read()
  rules = {}
  for host in lines_of("opened") do rules[host] = {} end
  for line in lines_of("requests") do read_rule(line) end
end

function requests.is_opened(host)
  return rules[host] ~= nil
end

-- Whether every server reads a path as the same one.
local function is_plain(path)
  if path:sub(1, 1) ~= "/" or path:find("[^!-~]") or path:find("[\\?#]") or path:find("//", 1, true) then return false end
  local lower = path:lower()
  for _, escape in ipairs(DIVIDING) do if lower:find(escape, 1, true) then return false end end
  if lower:find("%%[01]%x") or lower:find("%%7f") or lower:gsub("%%%x%x", ""):find("%", 1, true) then return false end
  for segment in path:gmatch("[^/]+") do if segment:find("^%.%.?$") or segment:find("^%.%.?;") then return false end end
  return true
end

local function covers(pattern, path)
  if pattern == "/*" then return true end
  if not is_plain(path) then return false end
  local folder = pattern:match("^(.*/)%*$")
  if folder then return path:sub(1, #folder) == folder end
  return path == pattern
end

-- The repository that git asks about, and what it wants of it.
local function git_of(method, path, query)
  if method == "GET" then return path:match("^(/.+)/info/refs$"), query:match("^service=(git%-[a-z]+%-pack)$") end
  if method == "POST" and query == "" then return path:match("^(/.+)/(git%-[a-z]+%-pack)$") end
end

local function lets_pass(rule, asked, repository, service)
  if not rule.services then
    return (rule.methods.ANY or rule.methods[asked.method] and not asked.has_override) and covers(rule.path, asked.path)
  end
  return repository and rule.services[service] and is_plain(asked.path) and covers(rule.path, repository:gsub("%.git$", ""))
end

-- The rule that lets a request pass; else nothing, and why. `asked` has method, path, query, and whether a header names
-- another method or path.
function requests.rule_of(host, asked)
  local repository, service = git_of(asked.method, asked.path, asked.query)
  for _, rule in ipairs(rules[host] or {}) do
    if lets_pass(rule, asked, repository, service) then return rule.text end
  end
  return nil, repository and MISSING[service] or "no-rule"
end

-- What tells a refused row apart, beside its host: for these it matters what was asked for.
function requests.depends_on_path(rule)
  return rule == "no-rule" or rule == "no-fetch" or rule == "no-push"
end

requests.read()
return requests
