-- What `explain` asks: what the proxy would decide of a connection, and which addresses a listed name has.
local socket = require("socket")
local lists = require("lists")
local requests = require("requests")
local addresses_in = require("answers")

local RESOLVER, SECONDS = "127.0.0.12", 5

-- What is redirected to the proxy, and to which of its frontends: see `rules.nft`.
local FRONTENDS = { ["80"] = "http", ["443"] = "tls", ["22"] = "ssh" }
-- What a frontend says of another protocol.
local OTHERWISE = { http = "malformed", tls = "not-tls", ssh = "malformed" }

local function is_address(host)
  return host:find("^[%d.]+$") ~= nil or host:find(":", 1, true) ~= nil
end

-- Of a host that is opened, what a request would be told.
local function decide_request(host, method, path, query)
  local rule, why = requests.rule_of(host, { method = method, path = path, query = query })
  rule = rule and rule:gsub("\\u0020", " ") or lists.whole_rule_of(host)
  if rule then return "allowed", rule end
  return "refused", why
end

local function decide(protocol, host, port, ...)
  local frontend = FRONTENDS[port]
  if not frontend then return "refused", "port" end
  if frontend == "ssh" then
    if lists.is_git_host(host) then return "allowed", "git-host" end
    return "refused", "no-git-host"
  end
  if frontend ~= protocol then return "refused", OTHERWISE[frontend] end
  local rule, below = lists.rule_of(host)
  if not rule and protocol == "tls" and is_address(host) then return "refused", "no-name" end
  if not rule then return "refused", "unlisted" end
  if below and not lists.is_plain(below) then return "refused", "too-many-names" end
  if requests.is_opened(host) and ... then return decide_request(host, ...) end
  return "allowed", rule
end

local function resolve(host)
  if lists.has_address(host) then return { host } end
  local asked = assert(socket.udp4())
  asked:settimeout(SECONDS)
  asked:setpeername(RESOLVER, 53)
  local labels = host:gsub("[^.]+%.?", function(label) return string.pack("s1", (label:gsub("%.", ""))) end)
  asked:send("\77\71\1\0\0\1\0\0\0\0\0\0" .. labels .. "\0\0\1\0\1")
  return addresses_in(asked:receive() or "")
end

if arg[1] == "decide" then
  local verdict, rule = decide(table.unpack(arg, 2))
  print(table.concat({ verdict, rule, (lists.is_internal(arg[3]) or lists.has_address(arg[3])) and "internal" or "public" }, "\t"))
else
  for _, address in ipairs(resolve(arg[2])) do print(address) end
end
