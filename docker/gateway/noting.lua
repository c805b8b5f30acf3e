-- What is noted of a request or a connection that was decided, and what its agent is told of a refusal.
local requests = require("requests")
local row_id = require("rows")

local NAME = os.getenv("HOSTNAME") or ""

-- What was wrong, for whoever can read it.
local WHY = {
  ["no-name"] = "the request does not name exactly one host, by its name and in its own line",
  unlisted = "%s is not on the list of hosts that it may reach",
  upgrade = "only web sockets may upgrade a connection to something else",
  ["other-host"] = "this connection was opened for another host than %s",
  credential = "a header that carries a sign-in comes twice",
  lease = "this container may not use the sign-in for %s any more",
  unreadable = "the answer of %s comes in a form in which nobody can look for the sign-in that was sent there",
  ["secret-told"] = "the answer of %s has the sign-in in it that its gateway sent there",
}

local noting = {}

local function why_of(txn, event)
  if requests.depends_on_path(event.rule) then
    return ("no rule lets %s %s%s pass"):format(event.method, event.host, txn.f:path():sub(1, 200))
  end
  return WHY[event.rule] and WHY[event.rule]:format(event.host) or event.rule
end

function noting.explain(txn)
  local event = { via = txn.f:fe_name(), host = txn:get_var("txn.shown"), port = txn.f:dst_port(), verdict = "refused",
    method = txn:get_var("txn.method") or "", path = txn:get_var("txn.path") or "", rule = txn:get_var("txn.rule") }
  local id = row_id(event)
  local is_missing = event.rule == "unlisted" or requests.depends_on_path(event.rule)
  txn:set_var("txn.why", why_of(txn, event))
  txn:set_var("txn.next", is_missing
    and ("To have it allowed, ask your user to run on their machine: maestro add-domain %s %s"):format(NAME, id)
    or ("Your user sees what it was in row %s of: maestro egress %s --blocked"):format(id, NAME))
end

function noting.refuse(txn, rule)
  txn:set_var("txn.verdict", "refused")
  txn:set_var("txn.rule", rule)
  if txn:get_var("txn.shown") then noting.explain(txn) end
end

function noting.allow(txn, rule)
  txn:set_var("txn.rule", rule)
  txn:set_var("txn.verdict", "allowed")
end

-- What tells the connections of an agent apart.
function noting.client_of(txn) return txn.f:src() .. ":" .. txn.f:src_port() end

return noting
