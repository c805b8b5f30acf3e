-- Reads every DNS question of the agent before the resolver does. A listed name goes on as that name and nothing more:
-- its address, in lower case, without what a client may append. Everything else is answered here, and asked nowhere.
local socket = require("socket")

local LIST = "/etc/maestro-gateway/questions"
local HERE, PORT, RESOLVER = "127.0.0.1", 15053, "127.0.0.12"
local NO_ERROR, FORMAT_ERROR, NO_SUCH_NAME, REFUSED = 0, 1, 3, 5
local ADDRESS, INTERNET = 1, 1
local OPTIONS = "\0\0\41\4\208\0\0\0\0\0\0"

-- Names below a wildcard carry data to whoever answers for them, so few of them pass that were not asked before:
-- this many characters at once, and this many more each second.
local LABELS, LABEL_CHARS, NEW_CHARS, NEW_CHARS_A_SECOND = 4, 40, 2000, 10
local REMEMBERED = 1000

local exact, wildcards = {}, {}
for entry in io.lines(LIST) do
  local base = entry:match("^%*(%..+)$")
  if base then
    wildcards[base] = { name = entry, asked = 0, new = 0, refused = 0, known = {}, left = NEW_CHARS, at = socket.gettime() }
  else
    exact[entry] = true
  end
end

-- At powers of two: whoever asks without end does not fill the log.
local function count(wildcard, what)
  wildcard[what] = wildcard[what] + 1
  local number = wildcard[what]
  if number & (number - 1) ~= 0 then return end
  local line = '{"kind":"questions","at":"%s","name":"%s","asked":%d,"new":%d,"refused":%d}\n'
  local at = os.date("!%Y-%m-%dT%H:%M:%SZ")
  io.stdout:write(line:format(at, wildcard.name, wildcard.asked, wildcard.new, wildcard.refused))
  io.stdout:flush()
end

local function has_room(wildcard, below)
  local now = socket.gettime()
  local waited = math.max(0, now - wildcard.at)
  wildcard.left = math.min(NEW_CHARS, wildcard.left + waited * NEW_CHARS_A_SECOND)
  wildcard.at = now
  if wildcard.left < #below then return false end
  wildcard.left = wildcard.left - #below
  if wildcard.new % REMEMBERED == 0 then wildcard.known = {} end
  wildcard.known[below] = true
  count(wildcard, "new")
  return true
end

local function is_plain(below)
  local labels = 0
  for label in below:gmatch("[^.]+") do
    labels = labels + 1
    if #label > LABEL_CHARS then return false end
  end
  return labels <= LABELS
end

local function may_ask_below(wildcard, below)
  count(wildcard, "asked")
  if wildcard.known[below] or (is_plain(below) and has_room(wildcard, below)) then return true end
  count(wildcard, "refused")
  return false
end

-- The most specific wildcard decides alone.
local function wildcard_of(name)
  local dot = name:find(".", 1, true)
  while dot do
    local wildcard = wildcards[name:sub(dot)]
    if wildcard then return wildcard, name:sub(1, dot - 1) end
    dot = name:find(".", dot + 1, true)
  end
end

-- The answer's code, or nothing where the question may go on.
local function refusal(name, kind, class)
  local wildcard, below
  if not exact[name] then
    wildcard, below = wildcard_of(name)
    if not wildcard then return NO_SUCH_NAME end
  end
  if kind ~= ADDRESS or class ~= INTERNET then return NO_ERROR end
  if wildcard and not may_ask_below(wildcard, below) then return REFUSED end
end

-- Name, type, class and the bytes of the question; an error for whatever is not exactly one question.
local function read(datagram)
  local _, flags, questions, answers, authorities = string.unpack(">I2 I2 I2 I2 I2", datagram)
  if flags & 0xf800 ~= 0 or questions ~= 1 or answers ~= 0 or authorities ~= 0 then error("no question") end
  local labels, at, label = {}, 13, nil
  repeat
    label, at = string.unpack("s1", datagram, at)
    if #label > 63 or not label:find("^[A-Za-z0-9_-]*$") then error("no host name") end
    labels[#labels + 1] = label ~= "" and label:lower() or nil
  until label == ""
  local kind, class, after = string.unpack(">I2 I2", datagram, at)
  return table.concat(labels, "."), kind, class, datagram:sub(13, after - 1), datagram:sub(after, after + 2) == "\0\0\41"
end

local function reply(id, code, question)
  local counted = question == "" and 0 or 1
  return string.pack(">I2 I2 I2 I2 I2 I2", id, 0x8180 | code, counted, 0, 0, 0) .. question
end

local front, back = assert(socket.udp4()), assert(socket.udp4())
assert(front:setsockname(HERE, PORT))
assert(back:setpeername(RESOLVER, 53))
front:settimeout(0)
back:settimeout(0)
local waiting, last = {}, 0

local function hear_agent()
  local datagram, address, port = front:receivefrom()
  if not datagram or #datagram < 12 then return end
  local id = string.unpack(">I2", datagram)
  local readable, name, kind, class, question, has_options = pcall(read, datagram)
  local code = FORMAT_ERROR
  if readable then code = refusal(name, kind, class) end
  if code then return front:sendto(reply(id, code, readable and question or ""), address, port) end
  last = (last + 1) & 0xffff
  waiting[last] = { id = id, address = address, port = port, question = question }
  local head = string.pack(">I2 I2 I2 I2 I2 I2", last, 0x0100, 1, 0, 0, has_options and 1 or 0)
  back:send(head .. question:lower() .. (has_options and OPTIONS or ""))
end

-- The question goes back as it was spelled.
local function hear_resolver()
  local answer = back:receive()
  if not answer or #answer < 12 then return end
  local id = string.unpack(">I2", answer)
  local asked = waiting[id]
  if not asked or answer:sub(13, 12 + #asked.question) ~= asked.question:lower() then return end
  waiting[id] = nil
  local rest = answer:sub(3, 12) .. asked.question .. answer:sub(13 + #asked.question)
  front:sendto(string.pack(">I2", asked.id) .. rest, asked.address, asked.port)
end

while true do
  for _, ready in ipairs((socket.select({ front, back }))) do
    if ready == front then hear_agent() else hear_resolver() end
  end
end
