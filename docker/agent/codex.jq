include "report";
# What an event of Codex says about whether it waits for a person.
def deed: .tool_input | (.command? // .path? // .description? // null) | short;

if .hook_event_name == "UserPromptSubmit" then "submitted"
elif .hook_event_name == "PreToolUse" and .tool_name == "request_user_input" then .tool_input.questions[0]? | asked(8)
elif .hook_event_name == "PermissionRequest" then open("permission"; [.tool_name, deed] | map(strings) | join(": "); [])
elif .hook_event_name == "PostToolUse" and .tool_name == "update_plan" then
  "resumed", plan([.tool_input.plan[]? | objects]; .step)
elif .hook_event_name == "PostToolUse" then "resumed"
elif .hook_event_name == "SessionStart" and (.source | IN("startup", "clear")) then "active", "plan null"
elif .hook_event_name == "Interrupt" then claim("finished"; "Interrupted: it waits for what to do next.")
elif .hook_event_name == "Stop" then claim("finished"; .last_assistant_message)
else "active" end
