# An agent's task list in short: how many there are, how many are done, and what it is at.
def plan(list; words): list | map(select(.status != "cancelled")) | {
  total: length,
  done: map(select(.status == "completed")) | length,
  doing: (map(select(.status == "in_progress") | words | strings) | first // null | if . then .[0:100] else . end)
};
