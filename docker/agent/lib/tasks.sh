# The agent's own task list, as its hooks tell it: how many there are, how many are done, and what it is at.
MOST_TASKS=500 TASK_BYTES=65536 TASKS_SECONDS=5 PLAN_BYTES=2000

# hear_plan JSON: jq takes two counts and a short text from it, and nothing else. Without tasks there is no list.
hear_plan() {
  local found
  found=$(jq -cs 'def count: if type == "number" and . >= 0 and . <= 9999 then floor else error("no count") end;
    if length != 1 then error("no list") elif .[0] == null then null else
      .[0] | {done: (.done | count), total: (.total | count), doing: (.doing | if type == "string" then .[0:100] else null end)}
      | if .done > .total then error("no list") elif .total == 0 then null else . end
    end' <<<"$1" 2>/dev/null) && [[ -n $found ]] && tasks=$found && printf '%s\n' "$tasks" >"$state/tasks"
}

# recall_plan: what was heard before this container was stopped.
recall_plan() {
  [[ ! -f $state/tasks ]] || hear_plan "$(head -c "$PLAN_BYTES" "$state/tasks")"
}

# read_tasks SESSION: Claude Code keeps one file a task. Whatever lies there is bounded and not waited for. What cannot be
# read says nothing: what was heard before stands.
read_tasks() {
  local folder=$HOME/.claude/tasks/$1 found=''
  [[ $1 =~ ^[0-9A-Za-z-]+$ ]] || return
  if [[ -d $folder ]]; then
    found=$(find "$folder" -maxdepth 1 -type f -name '*.json' -size "-${TASK_BYTES}c" -print0 2>/dev/null |
      head -z -n "$MOST_TASKS" | timeout "$TASKS_SECONDS" xargs -0r jq -rs -L "$here" \
      'include "report"; plan(map(objects) | sort_by(.id | tonumber? // 0); .activeForm // .subject)' 2>/dev/null) || return
  fi
  found=${found#plan }
  hear_plan "${found:-null}"
}
