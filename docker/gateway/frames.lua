-- Reads what a server sends over a connection that may become a web socket: heads of answers, and after one that
-- switches, frames. It comes in pieces that end anywhere.
local MOST_OF_HEAD, MOST_OF_FRAME_HEAD = 20000, 10

local Frames = {}
Frames.__index = Frames

-- The length of a frame's payload and of what stands before it; nothing while that is not all there.
local function measure(head)
  local first, second = head:byte(1, 2)
  if not second then return end
  -- Nothing was agreed on that uses these bits, and servers mask nothing.
  if first & 0x70 ~= 0 or second & 0x80 ~= 0 then return nil, nil, true end
  if second < 126 then return second, 2 end
  local form, size = second == 126 and ">I2" or ">I8", second == 126 and 4 or 10
  if #head < size then return end
  return string.unpack(form, head, 3), size
end

function Frames:take_head(piece, at)
  local before = #self.head
  self.head = self.head .. piece:sub(at, at + MOST_OF_HEAD - 1)
  local _, last = self.head:find("\r\n\r\n", 1, true)
  if not last then
    self.is_odd = #self.head >= MOST_OF_HEAD
    return #piece + 1
  end
  local status = self.head:match("^HTTP/1%.%d (%d%d%d)")
  self.state = status == "101" and "frame" or status and status:sub(1, 1) == "1" and "head" or "other"
  self.head = ""
  return at + last - before
end

function Frames:take_frame_head(piece, at)
  local before = #self.head
  self.head = self.head .. piece:sub(at, at + MOST_OF_FRAME_HEAD - 1)
  local length, size, is_odd = measure(self.head)
  self.is_odd = is_odd
  if not length then return #piece + 1 end
  self.head, self.left = "", length
  return at + size - before
end

-- Answers what of a piece is payload, without what stands between.
function Frames:take(piece)
  local payload, at = {}, 1
  while at <= #piece and not self.is_odd do
    if self.state == "other" then break end
    if self.state == "head" then
      at = self:take_head(piece, at)
    elseif self.left > 0 then
      local part = piece:sub(at, at + math.min(self.left, #piece) - 1)
      payload[#payload + 1], self.left, at = part, self.left - #part, at + #part
    else
      at = self:take_frame_head(piece, at)
    end
  end
  return table.concat(payload)
end

function Frames:copy()
  local copy = {}
  for name, value in pairs(self) do copy[name] = value end
  return setmetatable(copy, Frames)
end

return function() return setmetatable({ state = "head", head = "", left = 0, is_odd = false }, Frames) end
