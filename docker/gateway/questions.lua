-- Reads every DNS question of the agent before the resolver does. A listed name goes on as that name and nothing more:
-- its address, in lower case, without what a client may append. Everything else is answered here, and asked nowhere.
local socket = require("socket")
local unix = require("socket.unix")
local lists = require("lists")
local id_of = require("ids")
local addresses_in = require("answers")

local CALLS = "/run/asker/renew"
local HERE, PORT, RESOLVER = "127.0.0.1", 15053, "127.0.0.12"
local NO_ERROR, FORMAT_ERROR, NO_SUCH_NAME, REFUSED = 0, 1, 3, 5
local ADDRESS, INTERNET = 1, 1
local OPTIONS = "\0\0\41\4\208\0\0\0\0\0\0"

-- Ports whose rules note an address.
local NOTED = { web = 1, internal = 2, ssh = 3 }

-- Names below wildcards carry data to whoever answers for them, so few of them pass that were not asked before:
-- this many characters at once, and this many more each second.
local NEW_CHARS, NEW_CHARS_A_SECOND = 2000, 10
local REMEMBERED = 1000

-- After its addresses were forgotten, what was asked before is asked again, so that it stays reachable. No more than these.
local ASKED_AGAIN = 100
-- A resolver that is being started again is asked again after this time, for as long as somebody waits.
local PAUSE, PATIENCE = 0.03, 5

-- Whole names that were asked for, and what was asked below each wildcard.
local asked_names, wildcards = {}, {}

local function is_listed_whole(name)
  return lists.rule_of(name) == name or lists.is_git_host(name)
end

-- What was asked below a wildcard that stays goes on counting.
local function read_list()
  lists.read()
  for name in pairs(asked_names) do if not is_listed_whole(name) then asked_names[name] = nil end end
  for entry in pairs(wildcards) do
    if lists.rule_of("_" .. entry:sub(2)) ~= entry then wildcards[entry] = nil end
  end
end

io.stdout:setvbuf("line")

-- For the ledger.
local function tell(name, verdict, rule)
  io.stdout:write(("name\t%s\t%s\t%s\n"):format(name, verdict, rule))
end

-- An allowance that fills up again: whether there is enough left of it.
local function takes(allowance, amount)
  local now = socket.gettime()
  allowance.left = math.min(NEW_CHARS, allowance.left + math.max(0, now - allowance.at) * NEW_CHARS_A_SECOND)
  allowance.at = now
  if allowance.left < amount then return false end
  allowance.left = allowance.left - amount
  return true
end

local function may_ask_below(entry, below)
  local wildcard = wildcards[entry] or { new = 0, known = {}, left = NEW_CHARS, at = socket.gettime() }
  wildcards[entry] = wildcard
  if wildcard.known[below] then return true end
  if not lists.is_plain(below) or not takes(wildcard, #below) then return false end
  if wildcard.new % REMEMBERED == 0 then wildcard.known = {} end
  wildcard.new = wildcard.new + 1
  wildcard.known[below] = true
  return true
end

-- The proof asks for such a name.
local function is_nobodys(name)
  return name:find("%.invalid$") ~= nil
end

-- The answer's code and, for a refusal, host and rule of its row in the ledger; nothing where the question may go on.
local function refusal(name, kind, class)
  local rule, below = lists.rule_of(name)
  if not rule and not lists.is_git_host(name) then
    if not is_nobodys(name) then tell(name, "refused", "unlisted") end
    return NO_SUCH_NAME, name, "unlisted"
  end
  if kind ~= ADDRESS or class ~= INTERNET then return NO_ERROR end
  if below and not lists.is_git_host(name) and not may_ask_below(rule, below) then
    tell(rule, "refused", "too-many-names")
    return REFUSED, rule, "too-many-names"
  end
  tell(name, "allowed", rule or "git-host")
  if is_listed_whole(name) then asked_names[name] = true end
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

-- Why a name is refused here, for whoever can read it: an extended error (RFC 8914), `Blocked`.
local BLOCKED, EXTENDED_ERROR = 15, 15
local function reason_of(host, rule)
  local id, container = id_of("dns", host, 53, "", "", "refused", rule), os.getenv("HOSTNAME") or ""
  local next_step = rule == "unlisted"
    and ("To have it allowed, ask your user to run: maestro add-domain %s %s"):format(container, id)
    or ("Too many, too long or too new names below %s. Your user sees row %s of: maestro egress %s --blocked"):format(
      host, id, container)
  local text = "This is policy and not a fault: do not retry. " .. next_step
  local option = string.pack(">I2 s2", EXTENDED_ERROR, string.pack(">I2", BLOCKED) .. text)
  return "\0" .. string.pack(">I2 I2 I4 s2", 41, 1232, 0, option)
end

local function reply(id, code, question, reason)
  local counted = question == "" and 0 or 1
  local head = string.pack(">I2 I2 I2 I2 I2 I2", id, 0x8180 | code, counted, 0, 0, reason and 1 or 0)
  return head .. question .. (reason or "")
end

local front, back, calls, noter = assert(socket.udp4()), assert(socket.udp4()), assert(unix.dgram()), assert(socket.udp4())
assert(front:setsockname(HERE, PORT))
assert(back:setpeername(RESOLVER, 53))
os.remove(CALLS)
assert(calls:bind(CALLS))
for _, each in ipairs({ front, back, calls, noter }) do each:settimeout(0) end
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
  local code, refused, rule = FORMAT_ERROR, nil, nil
  if readable then code, refused, rule = refusal(name, kind, class) end
  local reason = refused and has_options and reason_of(refused, rule) or nil
  if code then return front:sendto(reply(id, code, readable and question or "", reason), address, port) end
  put({ id = id, name = name, address = address, port = port, question = question, has_options = has_options })
end

-- Before the agent has the answer, its addresses are in the sets of the rules, where they stay longer than dnsmasq
-- remembers them. Nothing of this is sent anywhere: see `rules.nft`.
local function note_addresses(name, answer)
  for _, address in ipairs(addresses_in(answer)) do
    if lists.rule_of(name) then noter:sendto("-", address, NOTED.web) end
    if lists.is_internal(name) then noter:sendto("-", address, NOTED.internal) end
    if lists.is_git_host(name) then noter:sendto("-", address, NOTED.ssh) end
  end
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
  note_addresses(asked.name, answer)
  if not asked.address then return end
  local rest = answer:sub(3, 12) .. asked.question .. answer:sub(13 + #asked.question)
  front:sendto(string.pack(">I2", asked.id) .. rest, asked.address, asked.port)
end

local function ask_for(name)
  local labels = name:gsub("[^.]+%.?", function(label) return string.pack("s1", (label:gsub("%.", ""))) end)
  put({ name = name, question = labels .. "\0" .. string.pack(">I2 I2", ADDRESS, INTERNET) })
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
  for name in pairs(asked_names) do ask_again(name) end
  for entry, wildcard in pairs(wildcards) do
    for below in pairs(wildcard.known) do ask_again(below .. entry:sub(2)) end
  end
end

local HEARD = { [front] = hear_agent, [back] = hear_resolver, [calls] = hear_call }

while true do
  for _, ready in ipairs((socket.select({ front, back, calls }, nil, again and PAUSE or nil))) do HEARD[ready]() end
  if again and socket.gettime() >= again then put_again() end
end
