# What an event of Claude Code says about whether it waits for a person. A notification only reminds of what an event
# before it said better: it counts where nothing better is known.
def short: if type == "string" then .[0:250] else null end;
def claim($kind; $text): "claim " + ({kind: $kind, text: ($text | short)} | tojson);
def open($kind; $text; $choices):
  "claim " + ({kind: $kind, text: ($text | short), choices: $choices, dialog: true} | tojson);
def remind($kind; $text): "remind " + ({kind: $kind, text: ($text | short)} | tojson);
def question: .tool_input.questions[0]? | open("question"; .question?; [.options[]?.label? | strings | .[0:100]][0:9]);
# What the tool would do, in its own most telling word.
def deed: .tool_input | (.command? // .file_path? // .url? // .description? // null) | short;
def permission: open("permission"; [.tool_name, deed] | map(strings) | join(": "); []);

if .hook_event_name == "UserPromptSubmit" then "submitted"
elif (.hook_event_name | IN("PreToolUse", "PermissionRequest")) and .tool_name == "AskUserQuestion" then
  if .tool_input.questions[0].question? then question else remind("question"; null) end
elif .hook_event_name == "PermissionRequest" then permission
elif .hook_event_name == "Notification" and .notification_type == "permission_prompt" then remind("permission"; .message)
elif .hook_event_name == "Notification" and (.notification_type | IN("elicitation_dialog", "agent_needs_input")) then
  remind("question"; .message)
elif .hook_event_name | IN("PostToolUse", "PostToolUseFailure") then "resumed"
elif .hook_event_name == "Stop" then claim("finished"; .last_assistant_message)
elif .hook_event_name == "StopFailure" then claim("question"; .error_details // .error)
else "active" end
