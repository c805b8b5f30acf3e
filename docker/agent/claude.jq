include "report";
# What an event of Claude Code says about whether it waits for a person. A notification only reminds of what an event
# before it said better: it counts where nothing better is known.
# What the tool would do, in its own most telling word.
def deed: .tool_input | (.command? // .file_path? // .url? // .description? // null) | short;
# Its task list: in the call itself, or in files of its session. That of a subagent is not the agent's own.
def tasks:
  if .agent_id? then empty
  elif .tool_name == "TodoWrite" then plan([.tool_input.todos[]? | objects]; .activeForm // .content)
  elif .tool_name | IN("TaskCreate", "TaskUpdate") then "tasks \(.session_id)"
  else empty end;
# What it says when its user's share is used up, and until when; other refusals of its model are none of that.
def limit: [.last_assistant_message, .error_details] | map(strings | select(test("hit your .*limit|limit reached|reached your .*limit|out of (extra )?usage"; "i"))) | first;
def permission: open("permission"; [.tool_name, deed] | map(strings) | join(": "); []);

if .hook_event_name == "UserPromptSubmit" then "submitted"
elif (.hook_event_name | IN("PreToolUse", "PermissionRequest")) and .tool_name == "AskUserQuestion" then
  if .tool_input.questions[0].question? then .tool_input.questions[0] | asked(9) else remind("question"; null) end
elif .hook_event_name == "PermissionRequest" then permission
elif .hook_event_name == "Notification" and .notification_type == "permission_prompt" then remind("permission"; .message)
elif .hook_event_name == "Notification" and (.notification_type | IN("elicitation_dialog", "agent_needs_input")) then
  remind("question"; .message)
elif .hook_event_name == "PostToolUse" then "resumed", tasks
elif .hook_event_name == "PostToolUseFailure" then "resumed"
elif .hook_event_name == "SessionStart" and (.source | IN("startup", "clear")) then "active", "tasks \(.session_id)"
# It has its conversation again, and does nothing of it by itself.
elif .hook_event_name == "SessionStart" and .source == "resume" then claim("finished"; "Resumed: it waits for what to do next.")
elif .hook_event_name == "Stop" then claim("finished"; .last_assistant_message)
elif .hook_event_name == "StopFailure" and .error == "rate_limit" and limit then claim("limit"; limit)
elif .hook_event_name == "StopFailure" then claim("question"; .last_assistant_message // .error_details // .error)
else "active" end
