# spare_filters: for git as it is called from here on, a filter whose program is not in this container, or fails, leaves
# what it would have changed as it lies.
spare_filters() {
  local name count=0
  while IFS= read -r name; do
    export "GIT_CONFIG_KEY_$count=$name" "GIT_CONFIG_VALUE_$count=false"
    ((++count))
  done < <(git config --name-only --get-regexp '^filter\..*\.required$')
  export GIT_CONFIG_COUNT=$count
}
