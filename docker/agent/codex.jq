# What Codex's notify program is told.
if .type == "agent-turn-complete" then
  "claim " + ({kind: "finished", text: (."last-assistant-message" // "" | .[0:250])} | tojson)
elif .type == "approval-requested" then "claim " + ({kind: "permission", text: null} | tojson)
else "active" end
