-- Tells a running program of this gateway that its lists are new, as the user that it runs as: `asker` to read them
-- again, `proxy` what they hold; connections to names that are listed no more end.
local FILES = "/etc/maestro-gateway/"
local PROXY, ASKER = "/run/proxy/lists", "/run/asker/renew"
local unix = require("socket.unix")

local function entries_of(file)
  local entries = {}
  for entry in io.lines(FILES .. file) do entries[#entries + 1] = entry end
  return entries
end

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

local function must(command)
  local answer = ask(command)
  if answer:find("%S") then error(command .. ": " .. answer) end
end

-- A list changes as a whole.
local function replace(file)
  local version = assert(ask("prepare acl " .. FILES .. file):match("New version created: (%d+)"))
  for _, entry in ipairs(entries_of(file)) do must(("add acl @%s %s%s %s"):format(version, FILES, file, entry)) end
  must(("commit acl @%s %s%s"):format(version, FILES, file))
end

local function is_listed(host)
  if #entries_of("every") > 0 then return true end
  for _, name in ipairs(entries_of("names")) do if host == name then return true end end
  for _, suffix in ipairs(entries_of("suffixes")) do if host:sub(-#suffix) == suffix then return true end end
  return false
end

-- Who connected says little; the proxy's own notes say for which host.
local function end_unlisted()
  local hosts = {}
  for client, host in ask("show open"):gmatch("(%S+) (%S+)\n") do hosts[client] = host end
  for session, client, frontend in ask("show sess"):gmatch("(0x%x+): proto=%S+ src=(%S+) fe=(%S+)") do
    local host = hosts[client]
    if frontend ~= "GLOBAL" and host and not is_listed(host) then ask("shutdown session " .. session) end
  end
end

local function tell_proxy()
  proxy = assert(unix.stream())
  assert(proxy:connect(PROXY))
  proxy:settimeout(5)
  ask("prompt")
  for _, file in ipairs({ "names", "suffixes", "hiding", "every" }) do replace(file) end
  end_unlisted()
end

if arg[1] == "asker" then tell_asker() else tell_proxy() end
