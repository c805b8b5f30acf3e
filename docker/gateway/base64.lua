-- How a text looks inside of another that is written in base64, wherever it stands there: one spelling for each place in a
-- group of three bytes. What depends on the bytes around it is left out.
local ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

local function encode(bytes)
  local digits = {}
  for at = 1, #bytes - 2, 3 do
    local group = string.unpack(">I3", bytes, at)
    for shift = 18, 0, -6 do
      local digit = (group >> shift & 63) + 1
      digits[#digits + 1] = ALPHABET:sub(digit, digit)
    end
  end
  return table.concat(digits)
end

return function(text)
  local spellings = {}
  for before = 0, 2 do
    local bits = (before + #text) * 8
    local digits = encode(("\0"):rep(before) .. text .. "\0\0")
    spellings[#spellings + 1] = digits:sub((before * 8 + 5) // 6 + 1, bits // 6)
  end
  return spellings
end
