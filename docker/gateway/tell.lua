-- Tells a running program of this gateway that its lists are new, as the user that it runs as: `asker` to read them
-- again, `proxy` likewise; connections to names that are listed no more end.
local PROXY, ASKER = "/run/proxy/lists", "/run/asker/renew"
local unix = require("socket.unix")
local lists = require("lists")

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

-- Who connected says little; the proxy's own notes say for which host.
local function end_unlisted()
  local hosts = {}
  for client, host in ask("show open"):gmatch("(%S+) (%S+)\n") do hosts[client] = host end
  for session, client, frontend in ask("show sess"):gmatch("(0x%x+): proto=%S+ src=(%S+) fe=(%S+)") do
    local host = hosts[client]
    if frontend ~= "GLOBAL" and host and not lists.rule_of(host) then ask("shutdown session " .. session) end
  end
end

local function tell_proxy()
  proxy = assert(unix.stream())
  assert(proxy:connect(PROXY))
  proxy:settimeout(5)
  ask("prompt")
  local answer = ask("renew lists")
  if answer:find("%S") then error(answer) end
  end_unlisted()
end

if arg[1] == "asker" then tell_asker() else tell_proxy() end
