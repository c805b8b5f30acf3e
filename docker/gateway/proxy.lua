-- What the proxy decides of a connection whose host is known, and what it notes of it.
local lists = require("lists")
local id_of = require("ids")

local NAME = os.getenv("HOSTNAME") or ""

-- What was wrong, for whoever can read it.
local WHY = {
  ["no-name"] = "the request does not name exactly one host, by its name and in its own line",
  unlisted = "%s is not on the list of hosts that it may reach",
  upgrade = "only web sockets may upgrade a connection to something else",
}

local function explain(txn)
  local rule, host, method = txn:get_var("txn.rule"), txn:get_var("txn.shown"), txn:get_var("txn.method") or ""
  local id = id_of(txn.f:fe_name(), host, txn.f:dst_port(), method, "", "refused", rule)
  txn:set_var("txn.why", WHY[rule] and WHY[rule]:format(host) or rule)
  txn:set_var("txn.next", rule == "unlisted"
    and ("To have it allowed, ask your user to run on their machine: maestro add-domain %s %s"):format(NAME, id)
    or ("Your user sees what it was in row %s of: maestro egress %s --blocked"):format(id, NAME))
end

local function refuse(txn, rule)
  txn:set_var("txn.rule", rule)
  if txn:get_var("txn.shown") then explain(txn) end
end

core.register_action("explain", { "http-req", "http-res" }, explain)

core.register_action("decide", { "tcp-req", "http-req" }, function(txn)
  local host = txn:get_var("txn.host")
  -- An encrypted hello hides a second name behind the listed one.
  if txn:get_var("txn.hides") and not lists.may_hide(host) then return refuse(txn, "hidden-name") end
  local rule = lists.rule_of(host)
  -- An address allows connections to itself alone.
  local leads_elsewhere = lists.has_address(host) and host ~= txn.f:dst()
  if not rule or leads_elsewhere then return refuse(txn, "unlisted") end
  txn:set_var("txn.rule", rule)
  txn:set_var("txn.verdict", "allowed")
end)

-- For which host each client's port connected last, so that connections can end when that host leaves the lists.
local open = {}

core.register_action("remember", { "tcp-req", "http-req" }, function(txn)
  local host = txn:get_var("txn.host")
  if host then open[txn.f:src() .. ":" .. txn.f:src_port()] = host end
  local method, path = txn:get_var("txn.method") or "-", txn:get_var("txn.path") or "-"
  local fields = { "began", txn.f:fe_name(), host or "-", txn.f:dst(), txn.f:dst_port(), method, path }
  -- A tab would not get through; no blank is in any of them.
  txn:Info(table.concat(fields, " ") .. " " .. txn:get_var("txn.rule"))
end)

core.register_cli({ "show", "open" }, "show open: for which host each client connected last", function(applet)
  for client, host in pairs(open) do applet:send(client .. " " .. host .. "\n") end
end)

core.register_cli({ "renew", "lists" }, "renew lists: what is allowed is as the files say now", function()
  lists.read()
end)
