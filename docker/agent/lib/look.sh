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
  [[ $agent == *exited* && $attention == *'"kind":"'[qp]* ]] && clear_attention
  [[ -z $seconds ]] || { instant "$seconds" && activity="\"$REPLY\""; }
}

# claim_attention KIND TEXT-AS-JSON: the agent waits for a person from now on.
claim_attention() {
  attended=$EPOCHSECONDS
  instant "$EPOCHREALTIME"
  attention="{\"kind\":\"$1\",\"at\":\"$REPLY\",\"text\":$2}"
  tmux set-option -g @attention 1 2>/dev/null
}

clear_attention() {
  [[ $attention == null ]] && return
  attention=null
  tmux set-option -gu @attention 2>/dev/null
}

# visit looked|typed: clears the attention when a person is at the agent's window, and is true when it did. A look
# answers a bell; a question is answered by keys that were pressed since.
visit() {
  local window typed came
  people=0
  [[ $attention != null ]] || return
  while IFS=, read -r window typed came; do
    people=1
    [[ $window == agent ]] || continue
    # Coming is activity too, and no key.
    if ((typed > attended && typed > came)) || [[ $1 == looked && $attention == *'"kind":"'[bf]* ]]; then clear_attention; fi
  done < <(tmux list-clients -F '#{window_name},#{client_activity},#{client_created}' 2>/dev/null)
  [[ $attention == null ]]
}

# look_at_credential: when the agent's credential ends. Never the credential.
look_at_credential() {
  [[ -n $credential_file ]] || return 0
  if [[ ! -e $credential_file ]]; then
    credential=null
  elif [[ $credential == null || $credential_file -nt $state/credential-read ]]; then
    : >"$state/credential-read"
    credential=$(jq -c "($credential_expiry)? // null | {expiresAt: (if type == \"number\" then . / 1000 | todate else null end)}" \
      "$credential_file" 2>/dev/null)
    credential=${credential:-'{"expiresAt":null}'}
  fi
}
