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
  is_dialog && shows=dialog
  return 0
}

shopt -s extglob

# The last pointer of the screen stands at a choice, and not in the input line: that ends at a line below it, under which
# no more choices come. So a text that looks like a list of choices is none.
is_dialog() {
  local pointer=${dialog_mark%% *} rest below
  [[ -n $dialog_mark && $screen == *"$pointer"* ]] || return
  rest=${screen##*"$pointer"}
  [[ $pointer$rest =~ ^$dialog_mark ]] || return
  # A frame around the choices ends below them too.
  rest=${rest//╰*(─)╯/}
  [[ $rest == *'─'* ]] || return 0
  below=${rest##*'─'}
  [[ $below =~ ^[[:space:]]*[0-9]+\. || $below == *'Enter to select'* ]]
}

# read_choices: what an open dialog may be answered with, one a line in `labels`, and the line above the first in `asked`.
# What explains a choice stands below it, or beside it in a column of its own.
read_choices() {
  local line bare last=''
  labels=() asked=''
  while IFS= read -r line; do
    if [[ $line =~ ^[^A-Za-z0-9]*([1-9])\.\ +(.*[^ ])\ *$ ]]; then
      ((BASH_REMATCH[1] == 1)) && labels=() && asked=$last
      ((BASH_REMATCH[1] == ${#labels[@]} + 1)) && labels+=("${BASH_REMATCH[2]%%   *}")
    fi
    bare=${line//│/}
    [[ -z ${bare//[[:space:]]/} ]] || last=$bare
  done <<<"$screen"
}
