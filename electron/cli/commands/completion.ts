import { type Call, UsageError } from '../arguments/command.ts';

/** What a user's shell must know: it asks `maestro __complete` with the words up to the cursor, one candidate a line. */
const SCRIPTS: Record<string, string> = {
  bash: `_maestro() {
  local IFS=$'\\n'
  local candidates
  candidates=$(maestro __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  case "$candidates" in
    :files) COMPREPLY=($(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")) ; compopt -o filenames ;;
    :folders) COMPREPLY=($(compgen -d -- "\${COMP_WORDS[COMP_CWORD]}")) ; compopt -o filenames ;;
    *) COMPREPLY=($candidates) ;;
  esac
}
complete -F _maestro maestro`,
  zsh: `#compdef maestro
_maestro() {
  local -a candidates
  candidates=("\${(@f)$(maestro __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  case "\${candidates[1]}" in
    :files) _files ;;
    :folders) _files -/ ;;
    *) compadd -- "\${candidates[@]}" ;;
  esac
}
if [ "$funcstack[1]" = "_maestro" ]; then _maestro "$@"; else compdef _maestro maestro; fi`,
  fish: `function __maestro_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l candidates (maestro __complete -- $words[2..-1] $current 2>/dev/null)
  switch "$candidates[1]"
    case :files
      __fish_complete_path $current
    case :folders
      __fish_complete_directories $current
    case '*'
      printf '%s\\n' $candidates
  end
end
complete -c maestro -f -a '(__maestro_complete)'`,
};

/** Prints the completion script of a shell: bash, zsh or fish. Another one is wrong usage. */
export async function run({ args: [shell = ''], out }: Call): Promise<undefined> {
  const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
  if (script === undefined) throw new UsageError(`There is no completion for "${shell}".`, 'Use bash, zsh or fish.');
  out.result({ shell, script }, () => script);
  return Promise.resolve(undefined);
}
