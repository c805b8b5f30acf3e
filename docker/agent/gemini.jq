include "plan";
# What an event of Gemini CLI says about whether it waits for a person.
def claim($kind; $text): "claim " + ({kind: $kind, text: ($text | if type == "string" then .[0:250] else null end)} | tojson);

if .hook_event_name == "BeforeAgent" then "submitted"
elif .hook_event_name == "Notification" then claim("permission"; .message)
elif .hook_event_name == "AfterTool" and .tool_name == "write_todos" then
  "resumed", "plan " + (plan([.tool_input.todos[]? | objects]; .description) | tojson)
elif .hook_event_name == "AfterTool" then "resumed"
elif .hook_event_name == "AfterAgent" then claim("finished"; .prompt_response)
else "active" end
