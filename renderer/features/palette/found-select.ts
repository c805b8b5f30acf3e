import type { Entry, PaletteGroup } from './entry.ts';

const PREFIXES: Readonly<Record<string, PaletteGroup>> = { '>': 'Actions', '@': 'Containers', '#': 'Missions' };

/** The entries that fit what was typed, best first. `>` asks for actions, `@` for containers and `#` for missions only. */
export function found(all: readonly Entry[], typed: string): Entry[] {
  const group = PREFIXES[typed.charAt(0)] ?? null;
  const text = (group === null ? typed : typed.slice(1).trimStart()).toLowerCase();
  return all
    .filter((entry) => group === null || entry.group === group)
    .map((entry) => ({ entry, score: score(entry, text) }))
    .filter((scored) => scored.score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map((scored) => scored.entry);
}

/** 4 for the beginning, 3 for a word's beginning, 2 for anywhere, 1 for the letters in order in its name, 0 for none. */
function score({ label, aside }: Entry, typed: string): number {
  const text = `${label} ${aside}`.toLowerCase();
  const name = label.toLowerCase();
  if (text.startsWith(typed)) return 4;
  const at = text.indexOf(typed);
  if (at > 0) return /[^a-z0-9]/.test(text[at - 1] ?? '') ? 3 : 2;
  let from = 0;
  for (const letter of typed.replaceAll(' ', '')) {
    from = name.indexOf(letter, from) + 1;
    if (from === 0) return 0;
  }
  return 1;
}
