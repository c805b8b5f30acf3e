# What an event of Claude Code says about whether it waits for a person.
def claim($kind; $text): "claim " + ({kind: $kind, text: ($text | if type == "string" then .[0:250] else null end)} | tojson);

if .hook_event_name == "UserPromptSubmit" then "clear"
elif .hook_event_name == "PermissionRequest" then claim("permission"; .tool_name)
elif .hook_event_name == "PreToolUse" and .tool_name == "AskUserQuestion" then
  claim("question"; .tool_input.questions[0].question?)
elif .hook_event_name == "Notification" and .notification_type == "permission_prompt" then claim("permission"; .message)
elif .hook_event_name == "Notification" and (.notification_type | IN("elicitation_dialog", "agent_needs_input")) then
  claim("question"; .message)
elif .hook_event_name | IN("PostToolUse", "PostToolUseFailure") then "resumed"
elif .hook_event_name == "Stop" then claim("finished"; .last_assistant_message)
elif .hook_event_name == "StopFailure" then claim("question"; .error_details // .error)
else "active" end
