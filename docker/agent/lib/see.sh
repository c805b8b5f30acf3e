# The one way to look at the agent's screen: the reporter uses it, and who delivers the prompt.

# load_marks: how the agent's screen shows a dialog, and how its title shows that it is idle; empty where it does not.
load_marks() {
  { read -r dialog_mark && read -r idle_mark; } < <(
    jq -r '.screen.dialog // "", .screen.idle // ""' /etc/maestro/launch.json
  )
}

# see PANE: sets `screen`, `viewers` and `shows` (dialog, idle or busy). Needs LC_ALL=C: the marks are bytes.
see() {
  local title
  viewers=0 screen=''
  { IFS=, read -r viewers title && IFS= read -r -d '' screen; } < <(
    tmux display-message -p -t "$1" '#{session_attached},#{pane_title}' \; capture-pane -p -t "$1" 2>/dev/null
  )
  shows=busy
  [[ -n $idle_mark && $title == "$idle_mark"* ]] && shows=idle
  [[ -n $dialog_mark && $screen =~ $dialog_mark ]] && shows=dialog
  return 0
}
