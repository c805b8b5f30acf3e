-- The ledger: a row for each connection, request or name that this agent tried, allowed or refused. Reads what the proxy
-- and the reader of questions tell, a line each, fields apart by tabs (by blanks, what the proxy's own programs tell),
-- texts as JSON escapes them; writes rows of JSON.
-- Repeats are counted in one row: the last line of a row holds. The file stays bounded, and is read again at a start.
local socket = require("socket")
local row_id = require("rows")

local FILE = "/var/lib/maestro-ledger/rows"
local MOST_BYTES, MOST_ROWS = 1000000, { allowed = 800, refused = 400 }
-- One rule's rows: beyond so many, paths are joined; beyond twice as many, hosts. Where every name is allowed, more.
local ROOM, ROOM_OF_EVERY = 100, 300
-- New rows of what was refused: so many at once, and so many more each second.
local NEW_REFUSED, NEW_REFUSED_A_SECOND = 100, 1

local PROXY_PORT = 15080

local FORM = '{"id":"%s","firstAt":"%s","at":"%s","via":"%s","host":"%s","address":"%s","port":%d,"method":"%s",'
  .. '"path":"%s","status":%d,"up":%d,"down":%d,"verdict":"%s","rule":"%s","end":"%s","count":%d}\n'
local FIELDS = { "id", "firstAt", "at", "via", "host", "address", "port", "method", "path", "status", "up", "down",
  "verdict", "rule", "end", "count" }
-- The same, to read it back.
local PATTERN = "^" .. FORM:gsub("%%s", "(.-)"):gsub("%%d", "(%%d+)") .. "$"
local NUMBERS = { port = true, status = true, up = true, down = true, count = true }

local rows, counts, totals = {}, {}, { allowed = 0, refused = 0 }
local allowance = { left = NEW_REFUSED, at = socket.gettime() }
local file, bytes

local function now()
  local time = socket.gettime()
  return os.date("!%Y-%m-%dT%H:%M:%S", time // 1 | 0) .. (".%03dZ"):format((time % 1 * 1000) // 1 | 0)
end

local function group_of(row) return row.verdict .. " " .. row.rule end

local function count(row, change)
  totals[row.verdict] = totals[row.verdict] + change
  counts[group_of(row)] = (counts[group_of(row)] or 0) + change
end

local function forget_oldest(verdict)
  local oldest
  for _, row in pairs(rows) do
    if row.verdict == verdict and (not oldest or row.at < oldest.at) then oldest = row end
  end
  rows[oldest.id] = nil
  count(oldest, -1)
end

local function keep(row)
  if not rows[row.id] then
    if totals[row.verdict] >= MOST_ROWS[row.verdict] then forget_oldest(row.verdict) end
    count(row, 1)
  end
  rows[row.id] = row
end

local function text_of(row)
  local values = {}
  for place, field in ipairs(FIELDS) do values[place] = row[field] end
  return FORM:format(table.unpack(values))
end

local function write(row)
  local text = text_of(row)
  if file then file:write(text) end
  row.written, row.isDirty = os.time(), false
  bytes = bytes + #text
end

-- Writes what is held as the whole file. Without room on the disk everything goes on, and the file stays as it is.
local function compact()
  if file then file:close() end
  file, bytes = io.open(FILE .. ".new", "w"), 0
  for _, row in pairs(rows) do write(row) end
  if file and file:flush() then os.rename(FILE .. ".new", FILE) end
end

local function load()
  local old = io.open(FILE)
  if not old then return end
  for line in old:lines("L") do
    local values = { line:match(PATTERN) }
    if #values == #FIELDS then
      local row = {}
      for place, field in ipairs(FIELDS) do
        row[field] = NUMBERS[field] and math.tointeger(tonumber(values[place])) or values[place]
      end
      keep(row)
    end
  end
  old:close()
end

local function may_add_refused()
  local time = socket.gettime()
  local gained = math.max(0, time - allowance.at) * NEW_REFUSED_A_SECOND
  allowance.left, allowance.at = math.min(NEW_REFUSED, allowance.left + gained), time
  if allowance.left < 1 then return false end
  allowance.left = allowance.left - 1
  return true
end

local function has_room(event, times)
  if event.verdict == "refused" then return may_add_refused() end
  local room = event.rule == "*" and ROOM_OF_EVERY or ROOM
  return (counts[group_of(event)] or 0) < room * times
end

-- Each makes an event tell less, so that more of them share a row.
local COARSER = {
  function() end,
  function(event) if event.path ~= "" then event.path = "/*" end end,
  function(event) event.host, event.address = event.verdict == "allowed" and event.rule ~= "placeholder" and event.rule or "*", "" end,
}

local function row_for(event)
  for step, make_coarser in ipairs(COARSER) do
    make_coarser(event)
    local id = row_id(event)
    if rows[id] then return rows[id] end
    if step == #COARSER or has_room(event, step) then
      event.id, event.firstAt, event.status, event.up, event.down, event["end"], event.count = id, now(), 0, 0, 0, "", 0
      keep(event)
      return event
    end
  end
end

local function split(line)
  local fields = {}
  if line:find("^%l+ ") then
    for field in line:gmatch("[^ ]+") do fields[#fields + 1] = field end
    return fields
  end
  for field in (line .. "\t"):gmatch("([^\t]*)\t") do fields[#fields + 1] = field end
  return fields
end

local function number(text) return math.tointeger(tonumber(text)) or 0 end

local function touch(row, event, times)
  row.at, row.count = now(), row.count + times
  row.address, row.path = event.address, event.path
  if row.written == os.time() then row.isDirty = true else write(row) end
end

local HEAR = {}

-- What was allowed has its row from its first moment on.
function HEAR.began(via, host, address, port, method, path, rule)
  local asked = via == "http" or via == "https"
  local event = { via = via, host = host, address = address, port = number(port), method = asked and method or "",
    path = asked and path or "", verdict = "allowed", rule = rule }
  touch(row_for(event), event, 1)
end

-- What is ended in the middle of a connection whose requests and answers are over.
function HEAR.refused(via, host, address, port, rule)
  local event = { via = via, host = host, address = address, port = number(port), method = "", path = "", verdict = "refused",
    rule = rule }
  touch(row_for(event), event, 1)
end

-- Both containers look whether the proxy is there, and say nothing.
local function is_look(host, port, rule) return host == "-" and port == PROXY_PORT and rule == "malformed" end

function HEAR.ended(via, host, address, port, method, path, verdict, rule, status, up, down, ending)
  if is_look(host, number(port), rule) then return end
  local event = { via = via, host = host, address = address, port = number(port), method = method, path = path,
    verdict = verdict, rule = rule }
  local row = row_for(event)
  row.status, row.up, row.down, row["end"] = number(status), row.up + number(up), row.down + number(down), ending
  touch(row, event, (verdict == "refused" or row.count == 0) and 1 or 0)
end

function HEAR.name(host, verdict, rule)
  local event = { via = "dns", host = host, address = "", port = 53, method = "", path = "", verdict = verdict,
    rule = rule }
  touch(row_for(event), event, 1)
end

-- From time to time: what was not written at once.
function HEAR.tick()
  for _, row in pairs(rows) do if row.isDirty then write(row) end end
end

load()
compact()
for line in io.lines() do
  local fields = split(line)
  local hear = HEAR[fields[1]]
  if hear then hear(table.unpack(fields, 2)) end
  if bytes > MOST_BYTES then compact() elseif file then file:flush() end
end
