include "report";
# What the plugin in opencode says about whether it waits for a person.

if .type == "prompt" then "submitted"
elif .type == "question" then (.questions[0]? | asked(9)) // claim("question"; null)
elif .type == "permission" then claim("permission"; [.permission, (.patterns[0]? // null)] | map(strings) | join(": "))
elif .type == "finished" then claim("finished"; .text)
elif .type == "interrupted" then claim("finished"; "Interrupted: it waits for what to do next.")
elif .type == "failed" or .type == "refused" then claim("question"; .text)
elif .type == "todos" then "resumed", plan([.todos[]? | objects]; .content)
elif .type == "resumed" then "resumed"
else "active" end
