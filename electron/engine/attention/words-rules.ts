import { type Notice, NoticeKind } from '../../contract/notices.ts';
import { shownText } from '../../contract/text.ts';
import type { Episode } from './episodes-rules.ts';

type Held = Pick<Episode, 'kind' | 'name' | 'container'>;

interface Told {
  readonly due: readonly Episode[];
  /** What came up in quiet hours and is over. */
  readonly over: readonly Held[];
  readonly wasQuiet: boolean;
  readonly now: Date;
}

const MAX_NAMES = 6;
const MAX_CHARS = 240;

/** One of each, and several; `%` is the name, or how many. */
const WORDS: Readonly<Record<NoticeKind, readonly [string, string]>> = {
  attention_needed: ['% needs you', '% agents need you'],
  firewall_failed: ['% is not proven closed', '% networks are not proven closed'],
  container_failed: ['% failed', '% containers failed'],
  mission_stands: ['The run of “%” stands still', '% missions stand still'],
  schedule_failed: ['The schedule % did not run well', '% schedules did not run well'],
  stalled: ['% seems to be stuck', '% agents seem to be stuck'],
  limit_reached: ['% reached its usage limit', '% agents reached their usage limit'],
  token_expiring: ['The sign-in of % ends', '% sign-ins end'],
  finished: ['% is finished', '% agents are finished'],
  dormant: ['The agent of % ended', '% agents ended'],
};

/** What a person reads (pure). An agent's own words are cut, on one line, and without control characters. */
export function noticeOf({ due, over, wasQuiet, now }: Told): Notice {
  const all = [...due, ...over].sort((a, b) => rank(a) - rank(b));
  const kinds = NoticeKind.options.filter((kind) => all.some((one) => one.kind === kind));
  const containers = [...new Set(all.flatMap(({ container }) => (container === null ? [] : [container])))];
  const [first] = due;
  const isOne = first !== undefined && all.length === 1;
  const title = isOne ? one(first) : groups(all);
  const body = isOne ? first.text : names(all, over);
  return {
    at: now.toISOString(),
    title: line(wasQuiet ? `While it was quiet: ${title}` : title),
    body: line(body),
    kinds: [...kinds].sort((a, b) => rank({ kind: a }) - rank({ kind: b })),
    containers,
  };
}

function rank({ kind }: { readonly kind: NoticeKind }): number {
  return Object.keys(WORDS).indexOf(kind);
}

function one({ kind, name }: Pick<Episode, 'kind' | 'name'>): string {
  return WORDS[kind][0].replace('%', () => name);
}

/** `3 agents need you, build-2 is finished`. */
function groups(all: readonly Held[]): string {
  return Object.entries(WORDS)
    .flatMap(([kind, [, several]]) => {
      const group = all.filter((each) => each.kind === kind);
      const [first] = group;
      if (first === undefined) return [];
      return [group.length === 1 ? one(first) : several.replace('%', String(group.length))];
    })
    .join(', ');
}

function names(all: readonly Held[], over: readonly Held[]): string {
  const distinct = [...new Set(all.map(({ name }) => name))];
  const more = distinct.length - MAX_NAMES;
  const listed = [...distinct.slice(0, MAX_NAMES), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return over.length === 0 ? `${listed}.` : `${listed}. Over by now: ${over.length}.`;
}

function line(text: string): string {
  const flat = shownText(text).replaceAll(/\s+/g, ' ').trim();
  const chars = Array.from(flat);
  return chars.length <= MAX_CHARS ? flat : `${chars.slice(0, MAX_CHARS - 1).join('')}…`;
}
