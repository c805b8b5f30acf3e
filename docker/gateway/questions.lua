-- Reads every DNS question of the agent before the resolver does. A listed name goes on as that name and nothing more:
-- its address, in lower case, without what a client may append. Everything else is answered here, and asked nowhere.
local socket = require("socket")
local unix = require("socket.unix")

-- `*` alone on the list: every name goes on.
local LIST, CALLS = "/etc/maestro-gateway/questions", "/run/asker/renew"
local HERE, PORT, RESOLVER = "127.0.0.1", 15053, "127.0.0.12"
local NO_ERROR, FORMAT_ERROR, NO_SUCH_NAME, REFUSED = 0, 1, 3, 5
local ADDRESS, INTERNET = 1, 1
local OPTIONS = "\0\0\41\4\208\0\0\0\0\0\0"

-- Names below a wildcard carry data to whoever answers for them, so few of them pass that were not asked before:
-- this many characters at once, and this many more each second.
local LABELS, LABEL_CHARS, NEW_CHARS, NEW_CHARS_A_SECOND = 4, 40, 2000, 10
local REMEMBERED = 1000

-- Names that are not on the list are told of: so many are remembered, so many lines at once, and so many more each second.
local STRANGERS, LINES, LINES_A_SECOND = 200, 50, 1
-- After its addresses were forgotten, what was asked before is asked again, so that it stays reachable. No more than these.
local ASKED_AGAIN = 100
-- A resolver that is being started again is asked again after this time, for as long as somebody waits.
local PAUSE, PATIENCE = 0.03, 5

local exact, wildcards, every = {}, {}, false

local function new_wildcard(entry)
  return { name = entry, asked = 0, new = 0, refused = 0, known = {}, left = NEW_CHARS, at = socket.gettime() }
end

-- What was asked below a wildcard that stays goes on counting.
local function read_list()
  local names, below = {}, {}
  every = false
  for entry in io.lines(LIST) do
    local base = entry:match("^%*(%..+)$")
    if entry == "*" then
      every = true
    elseif base then
      below[base] = wildcards[base] or new_wildcard(entry)
    else
      names[entry] = exact[entry] or "unasked"
    end
  end
  exact, wildcards = names, below
end

read_list()

local function tell(form, ...)
  io.stdout:write(form:format(os.date("!%Y-%m-%dT%H:%M:%SZ"), ...))
  io.stdout:flush()
end

-- At powers of two: whoever asks without end does not fill the log.
local function count(wildcard, what)
  wildcard[what] = wildcard[what] + 1
  local number = wildcard[what]
  if number & (number - 1) ~= 0 then return end
  local line = '{"kind":"questions","at":"%s","name":"%s","asked":%d,"new":%d,"refused":%d}\n'
  tell(line, wildcard.name, wildcard.asked, wildcard.new, wildcard.refused)
end

-- An allowance that fills up again: whether there is enough left of it.
local function takes(allowance, amount, most, a_second)
  local now = socket.gettime()
  allowance.left = math.min(most, allowance.left + math.max(0, now - allowance.at) * a_second)
  allowance.at = now
  if allowance.left < amount then return false end
  allowance.left = allowance.left - amount
  return true
end

local strangers, stranger_count = {}, 0
local lines = { left = LINES, at = socket.gettime() }

-- A name that is not on the list, at powers of two.
local function count_stranger(name)
  if not strangers[name] then
    if stranger_count >= STRANGERS then strangers, stranger_count = {}, 0 end
    stranger_count = stranger_count + 1
  end
  local times = (strangers[name] or 0) + 1
  strangers[name] = times
  if times & (times - 1) ~= 0 or not takes(lines, 1, LINES, LINES_A_SECOND) then return end
  tell('{"kind":"unlisted","at":"%s","name":"%s","times":%d}\n', name, times)
end

local function has_room(wildcard, below)
  if not takes(wildcard, #below, NEW_CHARS, NEW_CHARS_A_SECOND) then return false end
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

-- The proof asks for such a name.
local function is_nobodys(name)
  return name:find("%.invalid$") ~= nil
end

-- Names without a dot are this network's own.
local function is_open_to(name)
  return every and name:find(".", 1, true) ~= nil and not is_nobodys(name)
end

-- The answer's code, or nothing where the question may go on.
local function refusal(name, kind, class)
  local wildcard, below
  if not exact[name] then
    wildcard, below = wildcard_of(name)
    if not wildcard and not is_open_to(name) then
      if not is_nobodys(name) then count_stranger(name) end
      return NO_SUCH_NAME
    end
  end
  if kind ~= ADDRESS or class ~= INTERNET then return NO_ERROR end
  if wildcard and not may_ask_below(wildcard, below) then return REFUSED end
  if exact[name] then exact[name] = "asked" end
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

local front, back, calls = assert(socket.udp4()), assert(socket.udp4()), assert(unix.dgram())
assert(front:setsockname(HERE, PORT))
assert(back:setpeername(RESOLVER, 53))
os.remove(CALLS)
assert(calls:bind(CALLS))
for _, each in ipairs({ front, back, calls }) do each:settimeout(0) end
local waiting, last, again = {}, 0, false

local function soon()
  again = again or socket.gettime() + PAUSE
end

-- That nobody was there to hear the one before may be told in place of sending this one.
local function send(datagram)
  if not back:send(datagram) then soon() end
end

-- Without somebody who waits for it, the answer is dropped: the resolver notes its addresses all the same.
local function put(asked)
  last = (last + 1) & 0xffff
  waiting[last] = asked
  asked.at = socket.gettime()
  local head = string.pack(">I2 I2 I2 I2 I2 I2", last, 0x0100, 1, 0, 0, asked.has_options and 1 or 0)
  asked.sent = head .. asked.question:lower() .. (asked.has_options and OPTIONS or "")
  send(asked.sent)
end

local function hear_agent()
  local datagram, address, port = front:receivefrom()
  if not datagram or #datagram < 12 then return end
  local id = string.unpack(">I2", datagram)
  local readable, name, kind, class, question, has_options = pcall(read, datagram)
  local code = FORMAT_ERROR
  if readable then code = refusal(name, kind, class) end
  if code then return front:sendto(reply(id, code, readable and question or ""), address, port) end
  put({ id = id, address = address, port = port, question = question, has_options = has_options })
end

-- The question goes back as it was spelled.
local function hear_resolver()
  local answer, why = back:receive()
  if why and why:find("refused") then soon() end
  if not answer or #answer < 12 then return end
  local id = string.unpack(">I2", answer)
  local asked = waiting[id]
  if not asked or answer:sub(13, 12 + #asked.question) ~= asked.question:lower() then return end
  waiting[id] = nil
  if not asked.address then return end
  local rest = answer:sub(3, 12) .. asked.question .. answer:sub(13 + #asked.question)
  front:sendto(string.pack(">I2", asked.id) .. rest, asked.address, asked.port)
end

local function ask_for(name)
  local labels = name:gsub("[^.]+%.?", function(label) return string.pack("s1", (label:gsub("%.", ""))) end)
  put({ question = labels .. "\0" .. string.pack(">I2 I2", ADDRESS, INTERNET) })
end

local function put_again()
  again = false
  local now = socket.gettime()
  for id, asked in pairs(waiting) do
    if now - asked.at < PATIENCE then send(asked.sent) else waiting[id] = nil end
  end
end

local function hear_call()
  calls:receive()
  read_list()
  -- What the resolver before had under way went with it.
  put_again()
  local left = ASKED_AGAIN
  local function ask_again(name)
    if left > 0 then ask_for(name) end
    left = left - 1
  end
  for name, state in pairs(exact) do if state == "asked" then ask_again(name) end end
  for base, wildcard in pairs(wildcards) do
    for below in pairs(wildcard.known) do ask_again(below .. base) end
  end
end

local HEARD = { [front] = hear_agent, [back] = hear_resolver, [calls] = hear_call }

while true do
  for _, ready in ipairs((socket.select({ front, back, calls }, nil, again and PAUSE or nil))) do HEARD[ready]() end
  if again and socket.gettime() >= again then put_again() end
end
