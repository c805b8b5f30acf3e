-- What the proxy remembers of its clients, so that their connections can end one day. Who is gone is forgotten: once in a
-- while, where there was something to remember since.
local REST_SECONDS = tonumber(os.getenv("FORGET_SECONDS")) or 60
local PROXY = "unix@/run/proxy/lists"

local clients = {}
local kinds = {}
local last = 0

-- A table for one purpose: of each client its newest.
function clients.kind()
  kinds[#kinds + 1] = {}
  return kinds[#kinds]
end

function clients.remember(kind, client, what)
  last = last + 1
  kind[client] = { at = last, what = what }
end

-- Nothing where the proxy does not say.
local function connected()
  local proxy, found = core.tcp(), {}
  proxy:settimeout(5)
  if not proxy:connect(PROXY) then return end
  proxy:send("show sess\n")
  local said = proxy:receive("*a")
  proxy:close()
  if not said or said == "" then return end
  for client in said:gmatch("src=(%S+)") do found[client] = true end
  return found
end

-- What was remembered after the look began may be of a client that came after it.
local function forget()
  local newest, found = last, connected()
  if not found then return end
  for _, kind in ipairs(kinds) do
    for client, entry in pairs(kind) do
      if entry.at <= newest and not found[client] then kind[client] = nil end
    end
  end
end

core.register_task(function()
  local before = 0
  while true do
    core.sleep(REST_SECONDS)
    if last ~= before then
      before = last
      forget()
    end
  end
end)

return clients
