-- Reads the first record of a TLS connection whole. `host` is set for a hello that names exactly one, well formed to its
-- last byte, or is made to an address that is allowed without one. Whatever cannot be read is refused, at any size.

local lists = require("lists")

-- Encrypted hellos hide a second name behind the one that is shown: RFC 9849, and its drafts.
local HIDING = { [0xffce] = true }
for kind = 0xfe08, 0xfe0d do HIDING[kind] = true end
local SERVER_NAME, HANDSHAKE, CLIENT_HELLO, HOST_NAME = 0, 22, 1, 0

local function whole(text, after)
  if after ~= #text + 1 then error("bytes are left over") end
end

local function host_of(content)
  local list, after = string.unpack(">s2", content)
  whole(content, after)
  local kind, name, last = string.unpack(">B s2", list)
  whole(list, last)
  if kind ~= HOST_NAME then error("no host name") end
  return name:lower()
end

local function extensions_of(bytes)
  local record, _, handshake = string.unpack(">B I2 s2", bytes)
  if record ~= HANDSHAKE then error("no handshake") end
  local kind, hello, after = string.unpack(">B s3", handshake)
  whole(handshake, after)
  if kind ~= CLIENT_HELLO then error("no hello") end
  local _, _, _, _, _, extensions, last = string.unpack(">I2 c32 s1 s2 s1 s2", hello)
  whole(hello, last)
  return extensions
end

local function read(bytes)
  local extensions, seen, host, hides, at = extensions_of(bytes), {}, nil, false, 1
  while at <= #extensions do
    local kind, content
    kind, content, at = string.unpack(">I2 s2", extensions, at)
    if seen[kind] then error("an extension comes twice") end
    seen[kind] = true
    if kind == SERVER_NAME then host = host_of(content) end
    hides = hides or HIDING[kind] == true
  end
  return host, hides
end

-- Labels of letters, digits, dashes and underscores, at least two.
local function is_host(name)
  if #name > 253 or not name:find("^[a-z0-9_-]+%.[a-z0-9_.-]+$") then return false end
  return not name:find("%.%.") and not name:find("%.$")
end

core.register_action("read_hello", { "tcp-req" }, function(txn)
  txn:set_var("txn.rule", "malformed")
  local readable, host, hides = pcall(read, txn.req:data())
  if not readable then return end
  if host == nil and lists.has_address(txn.f:dst()) then host = txn.f:dst() end
  if host == nil then return txn:set_var("txn.rule", "no-name") end
  if not is_host(host) then return end
  txn:set_var("txn.host", host)
  if hides then txn:set_var("txn.hides", "yes") end
end)
