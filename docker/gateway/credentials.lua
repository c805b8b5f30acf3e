-- What this gateway holds for its agent: which placeholder stands for which secret, in requests to which host and in which
-- header. It is in memory alone: the host hands it in again after every start. A line each: HOST FORM PLACEHOLDER SECRET,
-- where a secret of `-` says that there is none any more. No line, and nothing of one, is ever written anywhere else.
local spellings = require("base64")
local FILE = "/run/maestro-memory/credentials/held"
local NONE = "-"

local credentials = {}
local held, by_host, told = {}, {}, {}

-- A secret is told as it is, or as a part of what is written in base64: so git sends it, and so servers echo it.
local function note_told(secret)
  if not secret then return end
  for _, text in ipairs({ secret, table.unpack(spellings(secret)) }) do told[#told + 1] = text end
end

-- Takes over what the file says now.
function credentials.read()
  held, by_host, told = {}, {}, {}
  local opened = io.open(FILE)
  if not opened then return end
  for line in opened:lines() do
    local host, form, placeholder, secret = line:match("^(%S+) (%S+) (%S+) (%S+)$")
    if host then
      local binding = { form = form, placeholder = placeholder, secret = secret ~= NONE and secret or nil }
      by_host[host] = by_host[host] or {}
      table.insert(by_host[host], binding)
      table.insert(held, binding)
      note_told(binding.secret)
    end
  end
  opened:close()
end

-- What may be used in requests to a host.
function credentials.of(host) return by_host[host] or {} end

-- Whether a text has a placeholder in it, of whatever host.
function credentials.is_shown_in(text)
  for _, binding in ipairs(held) do if text:find(binding.placeholder, 1, true) then return true end end
  return false
end

-- What no answer may have in it.
function credentials.told() return told end

-- Whether a text has a secret in it.
function credentials.is_told_in(text)
  for _, each in ipairs(told) do if text:find(each, 1, true) then return true end end
  return false
end

-- Whether a placeholder stands for a secret still.
function credentials.is_lent(placeholder)
  for _, binding in ipairs(held) do if binding.placeholder == placeholder and binding.secret then return true end end
  return false
end

credentials.read()
return credentials
