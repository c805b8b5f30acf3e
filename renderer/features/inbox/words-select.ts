import { age, until } from '../../ui/format.ts';
import { stateWord } from '../container/select.ts';
import type { InboxFact, InboxItem, InboxKind } from './inbox-item.ts';
import type { InboxSection } from './still-select.ts';

export const SECTION_WORDS: Readonly<Record<InboxSection['id'], string>> = {
  blocking: 'Blocking',
  decide: 'Decide',
  fyi: 'For your information',
  new: 'Just came',
};

const KIND_WORDS: Readonly<Record<InboxKind, string>> = {
  question: 'Asks',
  permission: 'Permission',
  plan: 'Plan',
  bell: 'Rang the bell',
  failed: 'Failed',
  stalled: 'Stalled?',
  stands: 'Stands still',
  expired: 'Expired',
  crashed: 'Agent ended',
  review: 'To review',
  lapsed: 'Expired',
  expiring: 'Ends soon',
  limit: 'Limit',
  finished: 'Finished',
  handoffs: 'Handoffs',
};

/** What waits, in a word. */
export function kindWord({ subject }: Pick<InboxItem, 'subject'>, { kind }: Pick<InboxFact, 'kind'>): string {
  if (kind === 'limit' && subject.kind === 'container') return stateWord(subject.container);
  return KIND_WORDS[kind];
}

/** Since when, or how long until, in one unit; empty where nobody knows. */
export function timeWord({ since }: Pick<InboxFact, 'since'>, now: number): string {
  if (since === null) return '';
  return Date.parse(since) > now ? `in ${until(since, now)}` : age(since, now);
}

/** What a fact rests on, with its time. */
export function evidenceText(fact: Pick<InboxFact, 'evidence' | 'since'>, now: number): string {
  const time = timeWord(fact, now);
  if (time === '') return fact.evidence;
  return `${fact.evidence} (${time.startsWith('in ') ? time : `${time} ago`})`;
}
