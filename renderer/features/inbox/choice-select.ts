import type { ShortcutId } from '../../../electron/contract/shortcuts.ts';
import type { InboxKind } from './inbox-item.ts';

/** What letters stand for among the choices of a permission: their numbers, where the agent's words leave no doubt. */
export interface Letters {
  readonly once: number | null;
  readonly always: number | null;
  readonly deny: number | null;
}

const DENY = /^(?:no|deny|reject|decline|cancel|don[’']t|do not)\b/i;
const GRANT = /^(?:yes|allow|approve|accept|proceed)\b/i;
const LASTING =
  /\b(?:always|auto-?\s?accept|don[’']t ask|do not ask|not ask again|all edits|all tools|session|from now on)\b/i;

/**
 * Reads the choices of a permission (pure). A letter stands for a choice only where every choice is read, and no other one
 * is read alike.
 */
export function lettersOf(choices: readonly string[]): Letters {
  const read = choices.map(readChoice);
  const only = (wanted: keyof Letters): number | null => {
    const found = read.flatMap((one, index) => (one === wanted ? [index + 1] : []));
    return found.length === 1 && !read.includes(null) ? (found[0] ?? null) : null;
  };
  return { once: only('once'), always: only('always'), deny: only('deny') };
}

function readChoice(choice: string): keyof Letters | null {
  const words = choice.trim();
  const isLasting = LASTING.test(words);
  if (DENY.test(words)) return isLasting ? null : 'deny';
  if (/^always\b/i.test(words)) return 'always';
  if (!GRANT.test(words)) return null;
  return isLasting ? 'always' : 'once';
}

/** The shortcut that stands for a choice of a permission, by the choice's number (pure). */
export function letterIds(kind: InboxKind, choices: readonly string[]): ReadonlyMap<number, ShortcutId> {
  if (kind !== 'permission' && kind !== 'plan') return new Map();
  const { once, always, deny } = lettersOf(choices);
  const pairs: readonly (readonly [number | null, ShortcutId])[] = [
    [once, 'allow-once'],
    [always, 'allow-always'],
    [deny, 'deny'],
  ];
  return new Map(pairs.flatMap(([number, id]) => (number === null ? [] : [[number, id] as const])));
}
