-- Finds texts in a stream that comes in pieces, wherever the pieces part. What may be the beginning of such a text is not to
-- be passed on before it is known to be none: that much of a text, and less of it passes.
local BEGINNING, LEAST_BEGINNING = 4, 8

local Seeker = {}
Seeker.__index = Seeker

-- How many of the last bytes may be such a beginning.
local function begun_in(last, text)
  local beginning = text:sub(1, math.max(LEAST_BEGINNING, #text // BEGINNING))
  local at = last:find(beginning, 1, true)
  while at do
    local rest = last:sub(at)
    if #rest < #text and text:sub(1, #rest) == rest then return #rest end
    at = last:find(beginning, at + 1, true)
  end
  return 0
end

function Seeker:is_there(piece)
  local seam = self.tail .. piece:sub(1, self.longest - 1)
  for _, text in ipairs(self.texts) do
    if piece:find(text, 1, true) or seam:find(text, 1, true) then return true end
  end
  return false
end

function Seeker:begun(piece)
  local last, most = (self.tail .. piece:sub(-self.longest)):sub(-self.longest), 0
  for _, text in ipairs(self.texts) do most = math.max(most, begun_in(last, text)) end
  return math.min(most, #piece)
end

-- Takes the next piece, which begins with what was held back of the one before. Answers whether one of the texts is there,
-- and how much is to be held back of the end, which is nothing where nothing follows.
function Seeker:take(piece, is_last)
  if self:is_there(piece) then return true, 0 end
  local held = is_last and 0 or self:begun(piece)
  local passed = #piece - held
  local seen = self.tail .. piece:sub(math.max(1, passed - self.longest + 2), passed)
  self.tail = self.longest > 1 and seen:sub(1 - self.longest) or ""
  return false, held
end

function Seeker:copy()
  return setmetatable({ texts = self.texts, longest = self.longest, tail = self.tail }, Seeker)
end

return function(texts)
  local longest = 1
  for _, text in ipairs(texts) do longest = math.max(longest, #text) end
  return setmetatable({ texts = texts, longest = longest, tail = "" }, Seeker)
end
