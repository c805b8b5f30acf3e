# The git facts of /workspace, without a lock that the agent could meet.

# look_at_git: sets the facts; the old ones stay when git cannot answer, as in the middle of a clone.
look_at_git() {
  local entry branch='' oid='' ahead=null behind=null since=null changed=0 stashes=0 entries renamed=false
  mapfile -d '' -t entries < <(
    cd /workspace && spare_filters
    GIT_OPTIONAL_LOCKS=0 git status --porcelain=v2 --branch --show-stash -z --untracked-files=all 2>/dev/null
  )
  ((${#entries[@]} > 0)) || return 0
  for entry in "${entries[@]}"; do
    # A rename is followed by its old name.
    if $renamed; then renamed=false && continue; fi
    case $entry in
      '# branch.head '*) branch=${entry#\# branch.head } ;;
      '# branch.oid '*) oid=${entry#\# branch.oid } ;;
      '# branch.ab '*) read -r ahead behind <<<"${entry#\# branch.ab }" && ahead=${ahead#+} behind=${behind#-} ;;
      '# stash '*) stashes=${entry#\# stash } ;;
      # The mission's files came with the project, with their times: only what is newer is the agent's work.
      '? .maestro/'*) [[ /workspace/${entry:2} -nt $state/prepared ]] && ((changed += 1)) ;;
      2\ *) ((changed += 1)) && renamed=true ;;
      [1u?]\ *) ((changed += 1)) ;;
    esac
  done
  [[ $branch == '(detached)' ]] && branch="detached at ${oid:0:7}"
  [[ -s $state/base ]] && since=$(git -C /workspace rev-list --count "$(<"$state/base")..HEAD" 2>/dev/null)
  git=$(jq -cn --arg branch "$branch" \
    --arg head "$oid" \
    "{branch: \$branch, head: \$head, changed: $changed, ahead: $ahead, behind: $behind, stashes: $stashes, sinceBase: ${since:-null}}")
  show_branch "$branch"
}

# The status line reads the branch from an option, so that tmux need not poll for it.
show_branch() {
  [[ $1 == "${shown_branch-}" ]] && return
  tmux set-option -g @branch "$1" 2>/dev/null && shown_branch=$1
}
