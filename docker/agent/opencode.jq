include "plan";
# What the plugin in opencode says about whether it waits for a person.
def short: if type == "string" then .[0:250] else null end;
def claim($kind; $text): "claim " + ({kind: $kind, text: ($text | short)} | tojson);
def question: .questions[0]? | "claim " + ({
  kind: "question", text: (.question? | short), choices: [.options[]?.label? | strings | .[0:100]][0:9], dialog: true
} | tojson);

if .type == "prompt" then "submitted"
elif .type == "question" then question // claim("question"; null)
elif .type == "permission" then claim("permission"; [.permission, (.patterns[0]? // null)] | map(strings) | join(": "))
elif .type == "finished" then claim("finished"; .text)
elif .type == "interrupted" then claim("finished"; "Interrupted: it waits for what to do next.")
elif .type == "failed" or .type == "refused" then claim("question"; .text)
elif .type == "todos" then "resumed", "plan " + (plan([.todos[]? | objects]; .content) | tojson)
elif .type == "resumed" then "resumed"
else "active" end
