-- Reads what a resolver answered.
local ADDRESS, INTERNET = 1, 1

-- Where a name ends that begins here: in a pointer, or in an empty label.
local function after_name(answer, at)
  local length = answer:byte(at)
  while length > 0 and length < 64 do
    at = at + 1 + length
    length = answer:byte(at)
  end
  return length == 0 and at + 1 or at + 2
end

local function read(answer)
  local addresses = {}
  local _, _, questions, count, _, _, at = string.unpack(">I2 I2 I2 I2 I2 I2", answer)
  for _ = 1, questions do at = after_name(answer, at) + 4 end
  for _ = 1, count do
    local kind, class, _, data, after = string.unpack(">I2 I2 I4 s2", answer, after_name(answer, at))
    if kind == ADDRESS and class == INTERNET and #data == 4 then
      addresses[#addresses + 1] = table.concat({ data:byte(1, 4) }, ".")
    end
    at = after
  end
  return addresses
end

-- The IPv4 addresses of an answer; none where it cannot be read.
return function(answer)
  local readable, addresses = pcall(read, answer)
  return readable and addresses or {}
end
