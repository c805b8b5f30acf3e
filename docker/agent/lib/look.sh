# Looks at the agent's pane, at who is there, and at the credential.

# look_at_agent: how the agent's process is, from its pane itself, and when its window last had output.
look_at_agent() {
  local dead status signal seconds
  [[ $phase == ready ]] || return 0
  [[ $agent == *starting* ]] && agent='{"state":"running"}'
  IFS=, read -r dead status signal seconds < <(
    tmux display-message -p -t "$pane" '#{pane_dead},#{pane_dead_status},#{pane_dead_signal},#{window_activity}' 2>/dev/null
  )
  case $dead in
    0) agent='{"state":"running"}' ;;
    1) # The pane is closed a moment before its program has been waited for; a word follows then.
      [[ -n $status$signal ]] || return 0
      agent="{\"state\":\"exited\",\"exitCode\":${status:-$((128 + signal))}}" ;;
    # Without its terminal a container is no use: ended, it is started again as a whole.
    *) tmux list-sessions >/dev/null 2>/dev/null || exit 1
      # Someone closed the window: the kernel sent the agent a hangup.
      agent='{"state":"exited","exitCode":129}' ;;
  esac
  [[ $agent == *exited* ]] && turn=false && asks && clear_attention
  [[ -z $seconds ]] || { instant "$seconds" && activity="\"$REPLY\""; }
}

# claim_attention KIND TEXT-AS-JSON [CHOICES-AS-JSON]: the agent waits for a person from now on.
claim_attention() {
  attended=$EPOCHSECONDS dialog=false dialog_seen=false interrupted=null calm=0 offered=''
  instant "$EPOCHREALTIME"
  attention="{\"kind\":\"$1\",\"at\":\"$REPLY\",\"text\":$2,\"choices\":${3:-[]}}"
  tmux set-option -g @attention 1 2>/dev/null
}

clear_attention() {
  dialog=false dialog_seen=false
  [[ $attention == null ]] && return
  attention=null interrupted=null
  tmux set-option -gu @attention 2>/dev/null
}

# Whether its user's share is used up: no key of a person changes that, and a prompt that it takes does.
is_limited() {
  [[ $attention == *'"kind":"limit"'* ]]
}

# Whether the agent waits for an answer.
asks() {
  [[ $attention == *'"kind":"'[qp]* ]]
}

begin_turn() {
  turn=true interrupted=null calm=0 screen_due=$((EPOCHSECONDS + SCREEN_SECONDS))
}

# Only while its hooks say that it is not idle; of an agent whose screen does not say when it is, only its dialogs.
watches_screen() {
  [[ -n $dialog_mark ]] && $dialog && return
  [[ -n $idle_mark ]] && { $turn || [[ $interrupted != null ]]; }
}

# look_at_screen: an interrupt fires no hook, but the agent's own screen shows it: no dialog, and a title that says idle.
# True when that changed what is known. Looked at several times, since a screen is drawn in pieces and a hook may take its
# time; and what was taken for an interrupt and was none is taken back.
look_at_screen() {
  local viewers screen shows
  watches_screen || return 1
  see "$pane"
  screen_due=$((EPOCHSECONDS + (${viewers:-0} > 0 ? PEOPLE_SECONDS : SCREEN_SECONDS)))
  if [[ $shows == dialog ]]; then
    dialog_seen=$dialog calm=0
    if [[ $interrupted == *'"kind":"'[qp]* ]]; then
      attention=$interrupted interrupted=null dialog=true dialog_seen=true
      look_at_choices
      return 0
    fi
    $dialog && look_at_choices
    return
  fi
  # Its hook comes before it is drawn.
  $dialog && ! $dialog_seen && ((EPOCHSECONDS - attended < SCREEN_SECONDS)) && return 1
  if [[ $shows != idle ]]; then
    calm=0
    if [[ $interrupted != null ]]; then interrupted=null turn=true && clear_attention && return; fi
    $dialog_seen && clear_attention
    return
  fi
  [[ $interrupted == null ]] || return 1
  screen_due=$((EPOCHSECONDS + PEOPLE_SECONDS))
  ((++calm >= CALM_LOOKS)) || return 1
  local before=$attention
  turn=false
  # Its own hook said that it ended: that of a tool before came after it, and nothing was interrupted.
  [[ $attention == *'"kind":"finished"'* ]] && return
  claim_attention finished '"Interrupted: it waits for what to do next."'
  interrupted=${before/null/none}
}

# look_at_choices: what its hook did not say of a dialog, and the next question of a row of them. True when that is news.
look_at_choices() {
  local labels asked seen own='' before=$attention
  read_choices
  seen=$asked${labels[*]}
  [[ ${#labels[@]} -gt 0 && $seen != "$offered" ]] || return
  # The first sight of what its hook told already: that stays in the agent's own words.
  [[ -z $offered && $attention == *"\"choices\":[\"${labels[0]:0:20}"* ]] && offered=$seen && return 1
  [[ $attention != *'"choices":[]'* ]] && instant "$EPOCHREALTIME" && own="| .at = \"$REPLY\" | .text = (\$asked[0:500])"
  offered=$seen
  attention=$(printf '%s\n' "${labels[@]}" | jq -Rsc --argjson claim "$attention" --arg asked "$asked" \
    "split(\"\n\") as \$labels | \$claim | .choices = [\$labels[:-1][:9][] | .[0:100]] $own" 2>/dev/null) ||
    attention=$before
}

# visit looked|typed: clears the attention when a person is at the agent's window, and is true when it did. A look
# answers a bell; a question is answered by keys that were pressed since. Control clients are programs: the host says
# in words what a person does there.
visit() {
  local window typed came control
  people=0
  [[ $attention != null ]] || return
  while IFS=, read -r window typed came control; do
    ((control)) && continue
    people=1
    [[ $window == agent ]] || continue
    # Coming is activity too, and no key.
    # Keys may as well walk through the choices of a dialog: as long as it is on the screen, it is not answered.
    is_limited && continue
    if { ! $dialog_seen && ((typed > attended && typed > came)); } || [[ $1 == looked && $attention == *'"kind":"'[bf]* ]]
    then clear_attention; fi
  done < <(tmux list-clients -F '#{window_name},#{client_activity},#{client_created},#{client_control_mode}' 2>/dev/null)
  [[ $attention == null ]]
}

# visited looked|typed: a person did that at the agent's window, through a host.
visited() {
  is_limited && return
  if { [[ $1 == typed ]] && ! $dialog_seen; } || [[ $attention == *'"kind":"'[bf]* ]]; then clear_attention; fi
}

# look_at_credential: whether someone is signed in, and until when. Never the credential.
look_at_credential() {
  local found
  [[ -n $credential_file ]] || return 0
  found=$(stat -Lc '%i %s %Y %.9Z' "$credential_file" 2>/dev/null)
  [[ $found != "$credential_found" ]] || return 0
  credential_found=$found
  if [[ -z $found ]]; then credential=null; else read_credential "$found"; fi
}

# read_credential "INODE SIZE CHANGED …": what cannot be read as a sign-in is none that could be used.
read_credential() {
  local size changed issued=null
  read -r _ size changed _ <<<"$1"
  credential='{"state":"invalid","expiresAt":null}'
  [[ -f $credential_file ]] && ((size <= CREDENTIAL_BYTES)) || return 0
  ((changed > 0 && changed <= EPOCHSECONDS)) && instant "$changed" && issued="\"$REPLY\""
  found=$(jq -cs --argjson issued "$issued" "if length == 1 then .[0] else error(\"not of this form\") end
    | ($credential_end) as \$until | if \$until == null then null else {
      state: \"valid\", issuedAt: \$issued,
      expiresAt: (if \$until == \"never\" then null else \$until / 1000 | floor | todate end)} end" \
    "$credential_file" 2>/dev/null) && [[ -n $found ]] && credential=$found
}
