include "plan";
# What an event of Codex says about whether it waits for a person.
def short: if type == "string" then .[0:250] else null end;
def claim($kind; $text): "claim " + ({kind: $kind, text: ($text | short)} | tojson);
def open($kind; $text; $choices):
  "claim " + ({kind: $kind, text: ($text | short), choices: $choices, dialog: true} | tojson);
def question: .tool_input.questions[0]? | open("question"; .question?; [.options[]?.label? | strings | .[0:100]][0:8]);
def deed: .tool_input | (.command? // .path? // .description? // null) | short;

if .hook_event_name == "UserPromptSubmit" then "submitted"
elif .hook_event_name == "PreToolUse" and .tool_name == "request_user_input" then question
elif .hook_event_name == "PermissionRequest" then open("permission"; [.tool_name, deed] | map(strings) | join(": "); [])
elif .hook_event_name == "PostToolUse" and .tool_name == "update_plan" then
  "resumed", "plan " + (plan([.tool_input.plan[]? | objects]; .step) | tojson)
elif .hook_event_name == "PostToolUse" then "resumed"
elif .hook_event_name == "SessionStart" and (.source | IN("startup", "clear")) then "active", "plan null"
elif .hook_event_name == "Interrupt" then claim("finished"; "Interrupted: it waits for what to do next.")
elif .hook_event_name == "Stop" then claim("finished"; .last_assistant_message)
else "active" end
