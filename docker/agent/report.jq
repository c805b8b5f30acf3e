# What an agent's event becomes for the reporter: the words that all agents' events are told in.
def short: if type == "string" then .[0:250] else null end;
# It waits for a person, for another reason than an open dialog.
def claim($kind; $text): "claim " + ({kind: $kind, text: ($text | short)} | tojson);
# A dialog is open, with these choices.
def open($kind; $text; $choices):
  "claim " + ({kind: $kind, text: ($text | short), choices: $choices, dialog: true} | tojson);
# It waits as an event before said better.
def remind($kind; $text): "remind " + ({kind: $kind, text: ($text | short)} | tojson);
# A question of the form that most agents' tools have, with so many of its choices at most.
def asked($most): open("question"; .question?; [.options[]?.label? | strings | .[0:100]][0:$most]);
# An agent's task list in short: how many there are, how many are done, and what it is at.
def plan(list; words): "plan " + (list | map(select(.status != "cancelled")) | {
  total: length,
  done: map(select(.status == "completed")) | length,
  doing: (map(select(.status == "in_progress") | words | strings) | first // null | if . then .[0:100] else . end)
} | tojson);
