-- Puts the secret into a request where exactly its placeholder stands in exactly the header of exactly its host, over an
-- opened connection. Everything else is left as it is; a placeholder that shows up elsewhere is worthless, and noted.
local credentials = require("credentials")
local clients = require("clients")
local noting = require("noting")

local HEADERS = { "authorization", "x-api-key", "x-goog-api-key" }
local HEADER_OF = { bearer = "authorization", token = "authorization", basic = "authorization", ["x-api-key"] = "x-api-key", ["x-goog-api-key"] = "x-goog-api-key" }

local function as_it_is(_, value, from, to) return value == from and to or nil end

-- How the header looks with something in the place of what it carries; nothing where it carries something else.
local FORMS = {
  bearer = function(_, value, from, to) return value == "Bearer " .. from and "Bearer " .. to or nil end,
  -- As GitHub's command line writes it.
  token = function(_, value, from, to) return value == "token " .. from and "token " .. to or nil end,
  ["x-api-key"] = as_it_is,
  ["x-goog-api-key"] = as_it_is,
  -- As git sends it: the password is the token.
  basic = function(txn, value, from, to)
    local coded = value:match("^Basic ([A-Za-z0-9+/]+=*)$")
    local user, password = (coded and txn.c:b64dec(coded) or ""):match("^([^:]*):(.*)$")
    return password == from and "Basic " .. txn.c:base64(user .. ":" .. to) or nil
  end,
}

-- Which placeholders each client sent, over all requests of its connection.
local used = clients.kind()

-- Whether what a client sent its last requests with is lent no more.
local function is_over(client)
  for placeholder in pairs(used[client].what) do if not credentials.is_lent(placeholder) then return true end end
  return false
end

local function use(txn, name, value, binding)
  local client = noting.client_of(txn)
  txn.http:req_set_header(name, FORMS[binding.form](txn, value, binding.placeholder, binding.secret))
  local sent = used[client] and used[client].what or {}
  sent[binding.placeholder] = true
  clients.remember(used, client, sent)
  txn:set_var("txn.lent", "yes")
end

-- Answers why the request must not pass, and which header now has the secret.
local function swap(txn, host, headers)
  for _, name in ipairs(HEADERS) do
    if headers[name] and headers[name][1] then return "credential" end
  end
  for _, binding in ipairs(credentials.of(host)) do
    local name, form = HEADER_OF[binding.form], FORMS[binding.form]
    local value = name and headers[name] and headers[name][0]
    if value and form(txn, value, binding.placeholder, "") then
      if not binding.secret then return "lease" end
      use(txn, name, value, binding)
      return nil, name
    end
  end
end

local function decoded(txn, value)
  local coded = value:match("^%a+ ([A-Za-z0-9+/]+=*)$")
  return coded and txn.c:b64dec(coded) or ""
end

local function shows_placeholder(txn, headers, swapped)
  if credentials.is_shown_in(txn.f:url()) then return true end
  for name, values in pairs(headers) do
    for _, value in pairs(name == swapped and {} or values) do
      if credentials.is_shown_in(value) or credentials.is_shown_in(decoded(txn, value)) then return true end
    end
  end
  return false
end

-- Of a request that may pass otherwise.
core.register_action("use_credential", { "http-req" }, function(txn)
  local host, headers = txn:get_var("txn.host"), txn.http:req_get_headers()
  local is_opened, why, swapped = txn.f:fe_name() == "https" and #credentials.of(host) > 0, nil, nil
  if is_opened then why, swapped = swap(txn, host, headers) end
  if why then return noting.refuse(txn, why) end
  if shows_placeholder(txn, headers, swapped) then txn:set_var("txn.rule", "placeholder") end
end)

local function is_only(values, wanted)
  for _, value in pairs(values or {}) do if value:lower() ~= wanted then return false end end
  return true
end

-- Of an answer to a request with a secret: its headers, and of its body what the proxy has of it by now.
core.register_action("look_for_secret", { "http-res" }, function(txn)
  local headers, told = txn.http:res_get_headers(), credentials.is_told_in(txn.f:res_body() or "")
  local is_plain = is_only(headers["content-encoding"], "identity") and is_only(headers["transfer-encoding"], "chunked")
  for _, values in pairs(headers) do
    for _, value in pairs(values) do told = told or credentials.is_told_in(value) or credentials.is_told_in(decoded(txn, value)) end
  end
  if is_plain and not told then return end
  txn:set_var("txn.told", "yes")
  noting.refuse(txn, told and "secret-told" or "unreadable")
end)

core.register_cli({ "renew", "credentials" }, "renew credentials: what is held is as the file says now", function()
  credentials.read()
end)

-- Whoever asks ends them.
core.register_cli({ "show", "over" }, "show over: clients whose requests used what is lent no more", function(applet)
  for client in pairs(used) do
    if is_over(client) then
      applet:send(client .. "\n")
      used[client] = nil
    end
  end
end)
