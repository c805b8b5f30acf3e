import type { Container } from '../../../electron/contract/containers.ts';
import { Nick } from '../../../electron/contract/ids.ts';
import { formatSize, Limits, parseSize } from '../../../electron/contract/limits.ts';
import { shellWord } from '../../../electron/contract/text.ts';

/** What a person changes of a container, as text. */
export interface ChangeDraft {
  readonly name: string;
  readonly nick: string;
  readonly memory: string;
  readonly cpus: string;
  readonly pids: string;
}

export type ChangeField = keyof ChangeDraft;

/** Only what is to become different. */
export interface Change {
  readonly name?: string;
  readonly nick?: Nick | null;
  readonly limits?: Partial<Limits>;
}

type Checked =
  | { readonly ok: true; readonly change: Change }
  | { readonly ok: false; readonly errors: Partial<Record<ChangeField, string>> };

const LIMITS = { memory: 'memoryBytes', cpus: 'cpus', pids: 'pids' } as const;

/** How a container is now. */
export function draftOf({ shortName, nick, limits }: Container): ChangeDraft {
  const { memoryBytes, cpus, pids } = limits;
  return { name: shortName, nick: nick ?? '', memory: formatSize(memoryBytes), cpus: String(cpus), pids: String(pids) };
}

/** What a draft would change, or at which fields it cannot be read. */
export function checkChange(container: Container, draft: ChangeDraft): Checked {
  const now = draftOf(container);
  const errors: Partial<Record<ChangeField, string>> = {};
  const limits: Partial<Limits> = {};
  for (const field of ['memory', 'cpus', 'pids'] as const) {
    if (draft[field].trim() === now[field]) continue;
    const text = draft[field].trim();
    const value = field === 'memory' ? (parseSize(text) ?? Number.NaN) : text === '' ? Number.NaN : Number(text);
    const read = Limits.shape[LIMITS[field]].safeParse(value);
    if (read.success) limits[LIMITS[field]] = read.data;
    else errors[field] = read.error.issues[0]?.message ?? '';
  }
  const nick = draft.nick.trim();
  const called = nick === '' ? { success: true as const, data: null } : Nick.safeParse(nick);
  if (!called.success) errors.nick = called.error.issues[0]?.message ?? '';
  const name = draft.name.trim();
  if (name === '') errors.name = 'A container has a name.';
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return {
    ok: true,
    change: {
      ...(name !== now.name && { name }),
      ...(nick !== now.nick && called.success && { nick: called.data }),
      ...(Object.keys(limits).length > 0 && { limits }),
    },
  };
}

/** What would bring a change back. */
export function reverseOf({ shortName, nick, limits }: Container, change: Change): Change {
  const before = Object.entries(limits).filter(([key]) => change.limits !== undefined && key in change.limits);
  return {
    ...(change.name !== undefined && { name: shortName }),
    ...(change.nick !== undefined && { nick: nick === null ? null : Nick.parse(nick) }),
    ...(change.limits !== undefined && { limits: Object.fromEntries(before) }),
  };
}

/** The command lines that do the same; null: nothing would be changed. */
export function changeLine(container: Container, { name, nick, limits }: Change): string | null {
  const called = shellWord(container.shortName);
  const { memoryBytes, cpus, pids } = limits ?? {};
  const flags = [
    ...(memoryBytes === undefined ? [] : [`--memory ${formatSize(memoryBytes)}`]),
    ...(cpus === undefined ? [] : [`--cpus ${cpus}`]),
    ...(pids === undefined ? [] : [`--pids ${pids}`]),
  ];
  const lines = [
    ...(flags.length === 0 ? [] : [`maestro update ${called} ${flags.join(' ')}`]),
    ...(nick === undefined ? [] : [`maestro nick ${called} ${nick === null ? '--remove' : nick}`]),
    ...(name === undefined ? [] : [`maestro rename ${called} ${shellWord(name)}`]),
  ];
  return lines.length === 0 ? null : lines.join(' && ');
}
