include "report";
# What an event of Gemini CLI says about whether it waits for a person. A notification only reminds of a question that was
# told before it; of a permission it is the first to tell.
def deed: .details | if .command? then "Shell: \(.command)" else (.title? // null) end;
# What it answers where it was interrupted.
def said: if .prompt_response == "[no response text]" then null else .prompt_response end;

if .hook_event_name == "BeforeAgent" then "submitted"
elif .hook_event_name == "BeforeTool" and .tool_name == "ask_user" then .tool_input.questions[0]? | asked(9)
elif .hook_event_name == "Notification" and .details.type == "ask_user" then remind("question"; .message)
elif .hook_event_name == "Notification" then open("permission"; deed // .message; [])
elif .hook_event_name == "AfterTool" and .tool_name == "write_todos" then
  "resumed", plan([.tool_input.todos[]? | objects]; .description)
elif .hook_event_name == "AfterTool" then "resumed"
elif .hook_event_name == "AfterAgent" then claim("finished"; said)
else "active" end
