/** What a container can be called by. */
export interface Called {
  /** The name that it was made with, for as long as it lives. */
  readonly name: string;
  /** The name that Docker calls it by now, which `rename` changes. */
  readonly shown: string;
  /** What its user calls it beside that. */
  readonly nick: string | null;
}

/**
 * All containers that a person can mean by a word (pure). The first of these rules that finds any decides: its name with
 * or without the prefix, its nickname, its name as it was made, its name without the number, the beginning of either.
 */
export function matching<One extends Called>(all: readonly One[], wanted: string, prefix: string): One[] {
  const words = [wanted, `${prefix}${wanted}`];
  const bare = (name: string): string => name.replace(/-\d+$/, '');
  const begins = ({ shown, nick }: Called): boolean =>
    wanted !== '' && (words.some((word) => shown.startsWith(word)) || nick?.startsWith(wanted) === true);
  const rules: readonly ((one: One) => boolean)[] = [
    ({ shown }) => shown === wanted,
    ({ shown }) => shown === words[1],
    ({ nick }) => nick === wanted,
    ({ name }) => words.includes(name),
    ({ shown }) => words.includes(bare(shown)),
    begins,
  ];
  for (const rule of rules) {
    const found = all.filter(rule);
    if (found.length > 0) return found.sort((a, b) => (a.shown < b.shown ? -1 : 1));
  }
  return [];
}
