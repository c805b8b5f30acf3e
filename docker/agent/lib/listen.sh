# The loop: waits for words, acts on them, says what is new.

# Git is asked at most this often, and a big repository more rarely.
GIT_REST=4 GIT_REST_MICROS=300000
# A signal that comes just before a read begins is heard only when that read ends.
DEAF_MICROS=900000
# No word is longer; what is, is none.
WORD_CHARS=65536
begun='' changed=false stopping=false git_due=0 heartbeat_due=0 people=0 wait_micros=0

listen() {
  local first because
  heartbeat_due=$((EPOCHSECONDS + HEARTBEAT_SECONDS))
  # Bash gives up a trap halfway when the read that it came in runs out of time, so this one only leaves word.
  trap 'stopping=true; printf "\n" >&"$words" &' TERM INT
  while :; do
    $stopping && stop
    because=''
    next_wait
    if wait_for_word; then
      if [[ -n $first ]]; then hear "$first"; else changed=true && hear_rest; fi
    fi
    refresh_git && because=${because:-git}
    visit typed && because=${because:-bell}
    ((screen_due <= EPOCHSECONDS)) && look_at_screen && because=${because:-screen}
    check_watcher
    ((EPOCHSECONDS >= heartbeat_due)) && heartbeat
    [[ -n $because ]] && look_at_agent && say "$because"
  done
}

# A change is followed by others: they are taken together, and the words between them are heard.
hear_rest() {
  local rest heard word
  IFS= read -r -N 65536 -t "$JOIN_SECONDS" -u "$words" rest
  [[ $rest == *$'\n'* ]] || { begun=$rest && return; }
  begun=${rest##*$'\n'} rest=${rest%$'\n'*}
  # Splitting at newlines drops the empty lines, of which there may be thousands.
  set -f
  local IFS=$'\n'
  heard=($rest)
  IFS=$' \t\n'
  set +f
  for word in "${heard[@]}"; do hear "$word"; done
}

hear() {
  case $1 in
    started\ %*) because=agent pane=${1#started } turn=false && clear_attention && call_courier ;;
    messages) because=message && count_messages ;;
    agent) because=agent ;;
    bell) because=bell && { [[ $attention != null ]] || claim_attention bell null; } ;;
    claim\ *) because=hook && hear_claim "${1#claim }" ;;
    remind\ *) because=hook && { asks || hear_claim "${1#remind }"; } ;;
    submitted) because=hook && : >"$state/submitted" && begin_turn && clear_attention ;;
    resumed) because=hook && { ! asks || clear_attention; } && begin_turn ;;
    active) because=hook ;;
    plan\ *) because=hook && hear_plan "${1#plan }" ;;
    tasks\ *) because=hook && read_tasks "${1#tasks }" ;;
    seen) because=bell screen_due=0 && visit looked ;;
    looked | typed) because=bell screen_due=0 && visited "$1" ;;
    # Whoever answered saw the dialog, and pressed its keys.
    answered) because=bell screen_due=0 dialog_seen=$dialog ;;
    credential) because=credential && look_at_credential ;;
    'Watches established.') watching=true because=git ;;
    *'inotify'*) watching=false ;;
  esac
  $watching || changed=true
}

# What an agent said is text and nothing else: jq takes it apart and quotes it again.
hear_claim() {
  local kind text choices opens
  IFS=$'\t' read -r kind text choices opens < <(
    jq -r 'def short($most): if type == "string" then .[0:$most] else null end;
      "\(.kind)\t\(.text | short(250) | tojson)\t\([.choices[]? | strings | short(100)][0:9] | tojson)\t\(.dialog == true)"' \
      <<<"$1" 2>/dev/null
  )
  [[ $kind == question || $kind == permission || $kind == finished || $kind == limit ]] || return
  claim_attention "$kind" "$text" "$choices"
  dialog=$opens turn=false screen_due=$((EPOCHSECONDS + SCREEN_SECONDS))
  # A dialog is drawn at once, and says what it may be answered with.
  if $dialog; then screen_due=$((EPOCHSECONDS + PEOPLE_SECONDS)); fi
}

# Messages of an agent that ended wait for its next start.
call_courier() {
  count_messages
  ((messages == 0)) || "$here/courier" "$pane" {words}>&- >/dev/null 2>&1 &
  return 0
}

count_messages() {
  local waiting=("$state"/messages/*.txt)
  [[ -e ${waiting[0]} ]] && messages=${#waiting[@]} || messages=0
}

refresh_git() {
  local began=${EPOCHREALTIME/./}
  $changed && ((began >= git_due)) || return
  changed=false
  look_at_git
  local took=$((${EPOCHREALTIME/./} - began))
  git_due=$((began + took + (took * GIT_REST > GIT_REST_MICROS ? took * GIT_REST : GIT_REST_MICROS)))
}

heartbeat() {
  heartbeat_due=$((EPOCHSECONDS + HEARTBEAT_SECONDS))
  because=heartbeat
  if ! $watching; then changed=true && refresh_git; fi
  look_at_credential
}

# next_wait: sets wait_micros to the time until something is due. A key press makes no word, so while someone is attached
# and the agent waits, their activity is looked at every few seconds.
next_wait() {
  local git_in=$((git_due - ${EPOCHREALTIME/./}))
  wait_micros=$(((heartbeat_due - EPOCHSECONDS) * 1000000))
  ((people && wait_micros > PEOPLE_SECONDS * 1000000)) && wait_micros=$((PEOPLE_SECONDS * 1000000))
  watches_screen && ((wait_micros > (screen_due - EPOCHSECONDS) * 1000000)) &&
    wait_micros=$(((screen_due - EPOCHSECONDS) * 1000000))
  $changed && ((git_in < wait_micros)) && wait_micros=$git_in
  ((wait_micros > 10000)) || wait_micros=10000
}

# wait_for_word: reads into `first`; false when none came before something is due. A read that runs out of time in the
# middle of a word has its beginning, which is kept for the next.
wait_for_word() {
  local left end=$((${EPOCHREALTIME/./} + wait_micros)) seconds piece
  while left=$((end - ${EPOCHREALTIME/./})) && ((left > 0)); do
    ((left > DEAF_MICROS)) && left=$DEAF_MICROS
    printf -v seconds '%d.%06d' $((left / 1000000)) $((left % 1000000))
    if IFS= read -r -t "$seconds" -u "$words" piece; then first=$begun$piece begun='' && return; fi
    begun+=$piece
    ((${#begun} <= WORD_CHARS)) || begun=''
  done
  return 1
}
