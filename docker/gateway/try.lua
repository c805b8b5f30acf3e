-- What the proof tries, as the user that it is run as; prints one word for how it ended. Time is kept in here.
local socket = require("socket")
local SECONDS = 5

local function connect(address, port)
  local attempt = assert(socket.tcp4())
  attempt:settimeout(SECONDS)
  local connected, why = attempt:connect(address, port)
  attempt:close()
  if connected then return "connected" end
  return why == "timeout" and "no answer" or "rejected"
end

-- An answer that stays away says that nothing rejected it only where this machine answers at all: whatever answers on
-- loopback does so at once.
local function attempt(address, port)
  local ended = connect(address, port)
  if ended ~= "no answer" then return ended end
  local before = socket.gettime()
  connect("127.0.0.1", 1)
  return socket.gettime() - before < 1 and "not rejected" or ended
end

-- The answer code for a name that nobody lists.
local function question()
  local asked = assert(socket.udp4())
  asked:settimeout(SECONDS)
  asked:setpeername("127.0.0.11", 53)
  asked:send("\77\71\1\0\0\1\0\0\0\0\0\0\7maestro\7invalid\0\0\1\0\1")
  local answer, why = asked:receive()
  return answer and #answer >= 4 and answer:byte(4) & 15 or why
end

print(arg[1] == "question" and question() or attempt(arg[1], tonumber(arg[2])))
