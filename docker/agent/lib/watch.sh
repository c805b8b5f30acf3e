# Hears of changes in the workspace: an empty line for each, or a sentence about why it cannot.

# inotifywait skips only named folders when it starts, and only a pattern when new ones appear. Maestro's own refs are no
# news: they change at every prompt.
start_watching() {
  local skipped
  mapfile -d '' -t skipped < <(
    find /workspace -xdev -type d \( -name node_modules -o -path '*/.git/objects' -o -path '*/.git/refs/maestro' \) -prune -printf '@%p\0' 2>/dev/null
  )
  inotifywait --monitor --recursive --format '' \
    --event close_write,create,delete,move,attrib \
    --exclude '(^|/)(node_modules|\.git/objects|\.git/refs/maestro)(/|$)' \
    /workspace "${skipped[@]}" >&"$words" 2>&1 &
  watcher=$!
  # Ends with tmux itself, which nothing else would tell.
  { tmux wait-for the-end-of-tmux; "$here/tell" agent; } >/dev/null 2>&1 {words}>&- &
}

# The kernel's limit was reached, or the watcher was ended: hooks and heartbeats go on without it.
check_watcher() {
  $watching && ! kill -0 "$watcher" 2>/dev/null && watching=false
  return 0
}
