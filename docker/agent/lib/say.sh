# What the container knows, each as a piece of JSON, and the one line in which it says all of it.
phase=git
failure=null
agent='{"state":"starting"}'
git=null
attention=null
activity=null
credential=null credential_found=''
tasks=null
watching=false
# What the agent's hooks say: a turn is under way, a dialog is open. What its screen showed: the dialog, how often it was
# calm since. What was known before the screen said that it was interrupted; null when it does not say so.
turn=false dialog=false dialog_seen=false calm=0 interrupted=null screen_due=0
# What the open dialog offered when it was last looked at; and how many messages wait for the agent.
offered='' messages=0

# Output in the agent's window alone is worth a line only this often.
ACTIVITY_SECONDS=10
said_facts='' said_activity='' said_at=0

# instant SECONDS[.MICROSECONDS]: sets REPLY to the moment in ISO 8601, UTC.
instant() {
  local seconds=${1%.*} micros=000
  [[ $1 == *.* ]] && micros=${1#*.}
  TZ=UTC printf -v REPLY '%(%Y-%m-%dT%H:%M:%S)T.%sZ' "$seconds" "${micros:0:3}"
}

# say BECAUSE: one report. Says nothing when there is nothing new, unless it is the heartbeat.
say() {
  local facts
  printf -v facts '"phase":"%s","failure":%s,"agent":%s,"git":%s,"attention":%s,"credential":%s,"watching":%s,"messages":%s,"tasks":%s,"turn":%s' \
    "$phase" "$failure" "$agent" "$git" "$attention" "$credential" "$watching" "$messages" "$tasks" "$turn"
  # For the courier, which waits for the end of a turn.
  printf '{"turn":%s,"attention":%s}\n' "$turn" "$attention" >"$state/said"
  if [[ $1 != heartbeat && $facts == "$said_facts" ]]; then
    [[ $activity != "$said_activity" ]] && ((EPOCHSECONDS - said_at >= ACTIVITY_SECONDS)) || return 0
  fi
  instant "$EPOCHREALTIME"
  printf '{"v":1,"at":"%s","because":"%s",%s,"lastActivityAt":%s}\n' "$REPLY" "$1" "$facts" "$activity"
  said_facts=$facts said_activity=$activity said_at=$EPOCHSECONDS
}
