-- What a row of the ledger is called. Repeats have the same id, at every time; without this gateway's key nobody can tell
-- which id something gets, so that no two can be made to share one.
local KEY = "/etc/maestro-gateway/key"
local LETTERS, LENGTH = "0123456789abcdefghjkmnpqrstvwxyz", 6

local function key_of(file)
  local opened = assert(io.open(file))
  local text = opened:read("a")
  opened:close()
  local bytes = text:sub(1, 32):gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end)
  return string.unpack("<i8 i8", bytes)
end

local k0, k1 = key_of(KEY)

local function turned(number, bits)
  return number << bits | number >> (64 - bits)
end

local function mix(v0, v1, v2, v3)
  v0 = v0 + v1; v1 = turned(v1, 13) ~ v0; v0 = turned(v0, 32)
  v2 = v2 + v3; v3 = turned(v3, 16) ~ v2
  v0 = v0 + v3; v3 = turned(v3, 21) ~ v0
  v2 = v2 + v1; v1 = turned(v1, 17) ~ v2; v2 = turned(v2, 32)
  return v0, v1, v2, v3
end

-- SipHash-2-4.
local function hash(text)
  local v0, v1, v2, v3 =
    k0 ~ 0x736f6d6570736575, k1 ~ 0x646f72616e646f6d, k0 ~ 0x6c7967656e657261, k1 ~ 0x7465646279746573
  local padded = text .. ("\0"):rep(7 - #text % 8) .. string.char(#text & 255)
  for at = 1, #padded, 8 do
    local word = string.unpack("<i8", padded, at)
    v3 = v3 ~ word
    for _ = 1, 2 do v0, v1, v2, v3 = mix(v0, v1, v2, v3) end
    v0 = v0 ~ word
  end
  v2 = v2 ~ 0xff
  for _ = 1, 4 do v0, v1, v2, v3 = mix(v0, v1, v2, v3) end
  return v0 ~ v1 ~ v2 ~ v3
end

-- The id of what these parts tell.
return function(...)
  local number, letters = hash(table.concat({ ... }, "\0")), {}
  for place = 1, LENGTH do
    local at = (number >> (5 * place)) & 31
    letters[place] = LETTERS:sub(at + 1, at + 1)
  end
  return table.concat(letters)
end
