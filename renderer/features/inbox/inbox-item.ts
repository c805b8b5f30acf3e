import type { Container } from '../../../electron/contract/containers.ts';
import type { Creation } from '../../../electron/contract/creation.ts';
import type { SigningAgent } from '../../../electron/contract/credentials.ts';
import type { MissionSummary } from '../../../electron/contract/missions.ts';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';

/** How much waits for the user: work that stands still, something to decide, something to know. */
export const INBOX_GROUPS = ['blocking', 'decide', 'fyi'] as const;
export type InboxGroup = (typeof INBOX_GROUPS)[number];

/** What may wait, the most blocking first. */
const GROUP_OF = {
  question: 'blocking',
  permission: 'blocking',
  plan: 'blocking',
  bell: 'blocking',
  failed: 'blocking',
  stalled: 'blocking',
  stands: 'blocking',
  expired: 'blocking',
  crashed: 'decide',
  review: 'decide',
  lapsed: 'decide',
  expiring: 'decide',
  limit: 'fyi',
  finished: 'fyi',
  handoffs: 'fyi',
} as const satisfies Readonly<Record<string, InboxGroup>>;
export type InboxKind = keyof typeof GROUP_OF;
export const INBOX_KINDS = Object.keys(GROUP_OF) as readonly InboxKind[];

/** One thing that waits, and what shows that it does. */
export interface InboxFact {
  readonly kind: InboxKind;
  readonly text: string;
  /** In the words that the fleet has for it. */
  readonly evidence: string;
  /** Since when, or when it ends; null: nobody wrote that down. */
  readonly since: string | null;
  /** Another one when it is not the same thing any more. */
  readonly stamp: string;
}

/** What an item is about. */
export type InboxSubject =
  | { readonly kind: 'container'; readonly container: Container }
  | { readonly kind: 'creation'; readonly creation: Creation }
  | { readonly kind: 'credential'; readonly agent: SigningAgent }
  | { readonly kind: 'project'; readonly project: ProjectEntry }
  | { readonly kind: 'mission'; readonly mission: MissionSummary };

/** All that waits for the user about one container, sign-in or project, the most blocking first. */
export interface InboxItem {
  /** Of a container its name, of a creation its id. */
  readonly key: string;
  readonly group: InboxGroup;
  readonly title: string;
  /** Where it belongs. */
  readonly crumb: string;
  readonly subject: InboxSubject;
  readonly facts: readonly [InboxFact, ...InboxFact[]];
  readonly stamp: string;
}

/** An item of what was found about one thing (pure); none where nothing shows that something waits. */
export function itemOf(about: Pick<InboxItem, 'key' | 'title' | 'crumb' | 'subject'>, found: InboxFact[]): InboxItem[] {
  const [first, ...others] = found
    .filter(({ evidence }) => evidence !== '')
    .toSorted((a, b) => INBOX_KINDS.indexOf(a.kind) - INBOX_KINDS.indexOf(b.kind));
  if (first === undefined) return [];
  const stamp = [first, ...others].map((fact) => `${fact.kind} ${fact.stamp}`).join('\n');
  return [{ ...about, group: GROUP_OF[first.kind], facts: [first, ...others], stamp }];
}
