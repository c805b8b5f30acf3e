-- Tells a running program of this gateway that its lists are new, as the user that it runs as: `asker` to read them
-- again, `proxy HOST…` likewise, with new certificates for those hosts; `credentials` for what it holds of sign-ins.
-- Connections that would not be made now end.
local PROXY, ASKER = "/run/proxy/lists", "/run/asker/renew"
local unix = require("socket.unix")
local lists = require("lists")
local requests = require("requests")
local give_leaf = require("leaves")

local function tell_asker()
  local asker = assert(unix.dgram())
  assert(asker:connect(ASKER))
  assert(asker:send("renew"))
end

local proxy

-- One command, and what is answered up to the next prompt.
local function ask(command)
  assert(proxy:send(command .. "\n"))
  local answer = ""
  repeat
    answer = answer .. assert(proxy:receive(1))
  until answer:sub(-2) == "> " and (#answer == 2 or answer:sub(-3, -3) == "\n")
  return answer:sub(1, -3)
end

-- Nobody reads in a connection that was passed on before its host was opened.
local function may_stay(host, via)
  return lists.rule_of(host) and not (via == "tls" and requests.is_opened(host))
end

local function end_those(ends)
  for session, client, frontend in ask("show sess"):gmatch("(0x%x+): proto=%S+ src=(%S+) fe=(%S+)") do
    if frontend ~= "GLOBAL" and ends[client] then ask("shutdown session " .. session) end
  end
end

-- Who connected says little; the proxy's own notes say for which host.
local function end_unlisted()
  local ends = {}
  for client, host, via in ask("show open"):gmatch("(%S+) (%S+) (%S+)\n") do ends[client] = not may_stay(host, via) end
  end_those(ends)
end

-- What was sent with a sign-in that is lent no more.
local function end_unlent()
  local ends = {}
  for client in ask("show over"):gmatch("(%S+)\n") do ends[client] = true end
  end_those(ends)
end

local function must(command)
  local answer = ask(command)
  if answer:find("%S") then error(answer) end
end

local function reach_proxy()
  proxy = assert(unix.stream())
  assert(proxy:connect(PROXY))
  proxy:settimeout(5)
  ask("prompt")
end

local TELL = { asker = tell_asker }

function TELL.proxy()
  reach_proxy()
  for at = 2, #arg do give_leaf(ask, arg[at]) end
  must("renew lists")
  end_unlisted()
end

function TELL.credentials()
  reach_proxy()
  must("renew credentials")
  end_unlent()
end

TELL[arg[1]]()
