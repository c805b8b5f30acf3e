-- What this agent may reach, and which entry of its lists says so: the one place where that is decided, for the proxy,
-- the reader of questions, and whoever asks beforehand. `names` holds whole names; `suffixes` what names below a listed
-- one end with; `hiding` those whose hellos may be encrypted; `ssh` git hosts; `internal` both kinds of those that may lie
-- in local networks; `addresses` what is reached without a name; `every` is empty, or holds what is in every name where nothing is refused.
local requests = require("requests")
local FOLDER = "/etc/maestro-gateway/"
-- Names below a wildcard carry data to whoever answers for them.
local LABELS, LABEL_CHARS = 4, 40

local lists = {}
local held = {}

local function entries_of(file)
  local entries = {}
  local opened = io.open(FOLDER .. file)
  if not opened then return entries end
  for entry in opened:lines() do entries[entry] = true end
  opened:close()
  return entries
end

-- Takes over what the files say now.
function lists.read()
  requests.read()
  for _, file in ipairs({ "names", "suffixes", "hiding", "ssh", "internal", "addresses", "every" }) do held[file] = entries_of(file) end
end

-- The most specific wildcard above a name, and what of the name is below it.
local function wildcard_of(name, list)
  local dot = name:find(".", 1, true)
  while dot do
    if held[list][name:sub(dot)] then return "*" .. name:sub(dot), name:sub(1, dot - 1) end
    dot = name:find(".", dot + 1, true)
  end
end

-- Names without a dot are this network's own, and the proof asks for one that is nobody's.
local function is_open_to(name)
  return next(held.every) ~= nil and name:find(".", 1, true) ~= nil and not name:find("%.invalid$")
end

-- The entry that lets everything to this name pass, and what is below it; nothing where none does.
function lists.whole_rule_of(name)
  if held.names[name] or held.addresses[name] then return name end
  local wildcard, below = wildcard_of(name, "suffixes")
  if wildcard then return wildcard, below end
  return is_open_to(name) and "*" or nil
end

-- The same for a name that something may be asked of: one whose requests have rules stands for itself.
function lists.rule_of(name)
  if requests.is_opened(name) then return name end
  return lists.whole_rule_of(name)
end

function lists.is_git_host(name)
  return held.ssh[name] == true
end

-- Whether this is an address that is allowed as such.
function lists.has_address(text)
  return held.addresses[text] == true
end

-- Whether its addresses may lie in local networks.
function lists.is_internal(name)
  return held.internal[name] == true or wildcard_of(name, "internal") ~= nil
end

function lists.may_hide(name)
  return held.hiding[name] == true or next(held.every) ~= nil
end

-- Whether what is below a wildcard has so few and so short labels that it may be asked for.
function lists.is_plain(below)
  local labels = 0
  for label in below:gmatch("[^.]+") do
    labels = labels + 1
    if #label > LABEL_CHARS then return false end
  end
  return labels <= LABELS
end

lists.read()
return lists
