import type { Container } from '../contract/containers.ts';
import type { Snapshot } from '../contract/snapshot.ts';
import { shownText } from '../contract/text.ts';

/** What a row of the tray's menu leads to; null: it only says something. */
export type TrayAct =
  | { readonly open: string }
  | { readonly answer: TrayAnswer }
  | { readonly quit: true }
  | { readonly rows: readonly TrayRow[] }
  | null;

/** An answer to what a container asked at that time. */
export interface TrayAnswer {
  readonly name: string;
  readonly text: string;
  readonly at: string;
}

export interface TrayRow {
  /** Empty: a line between rows. */
  readonly label: string;
  readonly act: TrayAct;
}

const MAX_NEEDING = 6;
const MAX_PROJECTS = 12;
const MAX_CHARS = 60;
const LINE: TrayRow = { label: '', act: null };

/** How many containers wait for their user (pure). */
export function needingCount({ containers }: Pick<Snapshot, 'containers'>): number {
  return Object.values(containers).filter(({ state }) => state === 'needs-you').length;
}

/** The rows of the tray's menu (pure): who waits first, then who works by project, then the app itself. */
export function trayRows({ containers, docker }: Pick<Snapshot, 'containers' | 'docker'>): TrayRow[] {
  const all = Object.values(containers);
  const needing = all.filter(({ state }) => state === 'needs-you').toSorted((a, b) => a.since.localeCompare(b.since));
  const working = all.filter(({ docker: life, state }) => life === 'running' && state !== 'needs-you');
  return [
    ...(docker.state === 'unreachable' ? [{ label: 'Docker does not answer', act: { open: '#/system' } }, LINE] : []),
    ...needingRows(needing),
    ...(working.length === 0 ? [] : [{ label: `${working.length} running`, act: { rows: byProject(working) } }, LINE]),
    { label: 'Open Maestro', act: { open: '' } },
    { label: 'Inbox', act: { open: '#/inbox' } },
    { label: 'Doctor', act: { open: '#/system' } },
    LINE,
    { label: 'Quit (agents go on)', act: { quit: true } },
  ];
}

function needingRows(needing: readonly Container[]): TrayRow[] {
  if (needing.length === 0) return [{ label: 'Nobody needs you', act: null }, LINE];
  const more = needing.length - MAX_NEEDING;
  return [
    { label: needing.length === 1 ? '1 needs you' : `${needing.length} need you`, act: null },
    ...needing.slice(0, MAX_NEEDING).map((one) => needingRow(one)),
    ...(more > 0 ? [{ label: `${more} more`, act: { open: '#/inbox' } }] : []),
    LINE,
  ];
}

/** Who asks with choices is answered from here. */
function needingRow(one: Container): TrayRow {
  const whole = row(one, one.attention?.text ?? '');
  const { attention, name } = one;
  if (attention?.choices === undefined || attention.choices.length === 0) return whole;
  const answers = attention.choices.map((choice, index) => ({
    label: cut(`${index + 1} ${choice}`),
    act: { answer: { name, text: String(index + 1), at: attention.at } },
  }));
  return {
    label: whole.label,
    act: { rows: [...answers, LINE, { label: 'Open', act: { open: containerHash(name) } }] },
  };
}

function byProject(working: readonly Container[]): TrayRow[] {
  const projects = new Map<string, Container[]>();
  for (const one of working) projects.set(one.project.name, [...(projects.get(one.project.name) ?? []), one]);
  return [...projects].slice(0, MAX_PROJECTS).map(([name, group]) => ({
    label: cut(`${name} (${group.length})`),
    act: { rows: group.map((one) => row(one, '')) },
  }));
}

function row({ name, nick, shortName }: Container, text: string): TrayRow {
  const label = text === '' ? (nick ?? shortName) : `${nick ?? shortName} – ${text}`;
  return { label: cut(label), act: { open: containerHash(name) } };
}

/** The page's place of a container. */
export function containerHash(name: string): string {
  return `#/container/${encodeURIComponent(name)}/agent`;
}

/** One line without what a menu would read as a key. */
function cut(text: string): string {
  const chars = Array.from(shownText(text).replaceAll(/\s+/g, ' ').trim());
  const line = chars.length <= MAX_CHARS ? chars.join('') : `${chars.slice(0, MAX_CHARS - 1).join('')}…`;
  return line.replaceAll('&', '&&');
}
