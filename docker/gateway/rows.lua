-- The id of the ledger's row that an event belongs to. What was refused is told apart by host and reason: what was asked of
-- a host matters where that decided.
local id_of = require("ids")
local requests = require("requests")

return function(event)
  local matters = event.verdict == "allowed" or requests.depends_on_path(event.rule)
  local path = matters and event.path or ""
  return id_of(event.via, event.host, event.port, event.method, path, event.verdict, event.rule)
end
