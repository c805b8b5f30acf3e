-- What the proxy decides of a connection whose host is known, and what it notes of it.
local lists = require("lists")
local clients = require("clients")
local requests = require("requests")
local noting = require("noting")

core.register_action("explain", { "http-req", "http-res" }, noting.explain)

core.register_action("decide", { "tcp-req", "http-req" }, function(txn)
  local host = txn:get_var("txn.host")
  -- An encrypted hello hides a second name behind the listed one.
  if txn:get_var("txn.hides") and not lists.may_hide(host) then return noting.refuse(txn, "hidden-name") end
  local rule = lists.rule_of(host)
  -- An address allows connections to itself alone.
  local leads_elsewhere = lists.has_address(host) and host ~= txn.f:dst()
  if not rule or leads_elsewhere then return noting.refuse(txn, "unlisted") end
  if requests.is_opened(host) then txn:set_var("txn.opened", "yes") end
  noting.allow(txn, rule)
end)

-- Some servers take these for the method and the path that they serve.
local OVERRIDES = { "x-http-method-override", "x-http-method", "x-method-override", "x-original-url", "x-rewrite-url" }

local function has_override(txn)
  for _, header in ipairs(OVERRIDES) do if txn.f:req_fhdr_cnt(header) > 0 then return true end end
  return false
end

-- Of a host whose requests have rules; what is listed as a whole passes without one.
core.register_action("decide_request", { "http-req" }, function(txn)
  local host = txn:get_var("txn.host")
  local asked = { method = txn.f:method(), path = txn.f:path(), query = txn.f:query() or "", has_override = has_override(txn) }
  local rule, why = requests.rule_of(host, asked)
  rule = rule or lists.whole_rule_of(host)
  if rule then return noting.allow(txn, rule) end
  noting.refuse(txn, why)
end)

-- What a request over an opened connection says that it is for: the host in its target, where HTTP/2 has one.
local function authority_of(txn)
  local url = txn.f:url()
  if url:sub(1, 1) == "/" then return txn.f:req_fhdr("host") end
  return txn.f:req_ver() == "2.0" and url:match("^https://([^/?#]*)/") or nil
end

-- That is the host that the connection was opened for, once and whole.
core.register_action("check_authority", { "http-req" }, function(txn)
  local host, named = (txn.f:ssl_fc_sni() or ""):lower(), txn.f:req_fhdr("host")
  local is_same = txn.f:req_fhdr_cnt("host") == 1 and named == authority_of(txn) and named:lower():gsub(":443$", "") == host
  if is_same then return txn:set_var("txn.host", host) end
  txn:set_var("txn.foreign", "yes")
  noting.explain(txn)
end)

-- For which host each client's port connected last, so that connections can end when that host leaves the lists.
local open = clients.kind()

core.register_action("remember", { "tcp-req", "http-req" }, function(txn)
  local host, via = txn:get_var("txn.host"), txn.f:fe_name()
  if host then clients.remember(open, noting.client_of(txn), host .. " " .. via) end
  local method, path = txn:get_var("txn.method") or "-", txn:get_var("txn.path") or "-"
  local fields = { "began", via, host or "-", txn.f:dst(), txn.f:dst_port(), method, path }
  -- A tab would not get through; no blank is in any of them.
  txn:Info(table.concat(fields, " ") .. " " .. txn:get_var("txn.rule"))
end)

core.register_cli({ "show", "open" }, "show open: for which host each client connected last, and how", function(applet)
  for client, entry in pairs(open) do applet:send(client .. " " .. entry.what .. "\n") end
end)

core.register_cli({ "renew", "lists" }, "renew lists: what is allowed is as the files say now", function()
  lists.read()
end)
