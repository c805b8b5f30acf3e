include "report";
# What an event of Droid says about whether it waits for a person. `said`: the last words of its agent.
# The lines of the first question, in the form that its model writes them.
def question: [.tool_input.questionnaire? | strings | split("\n")[] | gsub("^\\s+|\\s+$"; "")] as $lines
  | ([$lines | to_entries[] | select(.value | test("^\\d+\\.\\s*\\[question\\]"))]) as $heads
  | $lines[($heads[0].key // 0):($heads[1].key // ($lines | length))] as $first
  | open("question"; $first[0] // "" | sub("^\\d+\\.\\s*\\[question\\]\\s*"; "");
      [$first[] | select(startswith("[option]")) | sub("^\\[option\\]\\s*"; "") | .[0:100]][0:9]);
# `1. [in_progress] Test it`
def todos: [.tool_input.todos? | strings | split("\n")[] | capture("^\\s*(?:\\d+\\.|-)?\\s*\\[(?<status>\\w+)\\]\\s*(?<text>.*\\S)\\s*$")];

if .hook_event_name == "UserPromptSubmit" then "submitted"
elif .hook_event_name == "PreToolUse" and .tool_name == "AskUser" then question
elif .hook_event_name == "Notification" and .notification_type == "permission_prompt" then claim("permission"; .said // .message)
elif .hook_event_name == "Notification" and .notification_type == "elicitation_dialog" then remind("question"; .message)
elif .hook_event_name == "PostToolUse" and .tool_name == "TodoWrite" then
  "resumed", plan(todos; .text)
elif .hook_event_name == "PostToolUse" then "resumed"
elif .hook_event_name == "SessionStart" and (.source | IN("startup", "clear")) then "active", "plan null"
elif .hook_event_name == "Stop" then claim("finished"; .said)
else "active" end
