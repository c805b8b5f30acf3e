import type { AgentKind } from '../../../electron/contract/agents.ts';
import type { HandoffBlock, HandoffHead, HandoffStatus } from '../../../electron/contract/handoffs.ts';
import { age, until } from '../../ui/format.ts';
import { maestroLine } from '../../ui/shell.ts';

export const STATUS_WORDS: Readonly<Record<HandoffStatus, string>> = {
  pending: 'Pending',
  'picked-up': 'Picked up',
  completed: 'Completed',
};

export interface Queue {
  readonly status: HandoffStatus;
  readonly heads: readonly HandoffHead[];
}

/** What waits, then what is being worked on, then what is done; the newest first in each. Empty parts are left out. */
export function queues(heads: readonly HandoffHead[]): Queue[] {
  return (['pending', 'picked-up', 'completed'] as const)
    .map((status) => ({ status, heads: heads.filter((head) => head.status === status) }))
    .filter((queue) => queue.heads.length > 0);
}

/** The one that is shown: the chosen one while it is there, else the first. */
export function shownId(parts: readonly Queue[], chosen: string | undefined): string | null {
  const ids = parts.flatMap(({ heads }) => heads.map(({ id }) => id));
  return ids.find((id) => id === chosen) ?? ids[0] ?? null;
}

/** The one so many rows further, without leaving the list. */
export function stepped(parts: readonly Queue[], current: string | null, by: number): string | null {
  const ids = parts.flatMap(({ heads }) => heads.map(({ id }) => id));
  const at = current === null ? -1 : ids.indexOf(current);
  return ids[Math.max(0, Math.min(ids.length - 1, at + by))] ?? null;
}

/** Whether the next agent can be put to its feature: it waits, and names one. */
export function canLaunch(head: HandoffHead | undefined): head is HandoffHead {
  return head?.status === 'pending' && head.missionId !== undefined && head.featureId !== undefined;
}

/** Whether a claim no longer protects its owner. */
export function isExpired({ status, leaseUntil }: Pick<HandoffHead, 'status' | 'leaseUntil'>, now: number): boolean {
  return status === 'picked-up' && leaseUntil !== undefined && Date.parse(leaseUntil) <= now;
}

/** Who holds it and for how long; empty while it waits. */
export function holdWords(head: Pick<HandoffHead, 'status' | 'pickedUpBy' | 'leaseUntil'>, now: number): string {
  if (head.status === 'pending') return '';
  const owner = head.pickedUpBy ?? 'somebody without a name';
  if (head.status === 'completed') return `by ${owner}`;
  if (head.leaseUntil === undefined) return `held by ${owner}`;
  if (isExpired(head, now)) return `${owner}’s lease ran out ${age(head.leaseUntil, now)} ago`;
  return `held by ${owner}, ${until(head.leaseUntil, now)} left`;
}

/** A token of a packet as words: `store_the_keys` reads `store the keys`. Anchors stay as they are. */
export function tokenWords(token: string): string {
  return isAnchor(token) ? token : token.replaceAll('_', ' ');
}

/** Whether a token points at something: a file, a branch, a mission … */
export function isAnchor(token: string): boolean {
  return /^(file|branch|mission|feature|milestone|plan|spec|work|summary)_/.test(token);
}

/** `NEXT_ACTION` as a label: `Next action`. */
export function blockLabel(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return name === 'CS' ? 'Confidence' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The values of a block; empty when it says `NONE`. */
export function blockValues({ value }: HandoffBlock): string[] {
  const values = typeof value === 'string' ? [value] : value;
  return values.filter((entry) => entry !== '' && entry !== 'NONE');
}

/** The decoded packet as lines of text, to copy. */
export function decodedText(blocks: readonly HandoffBlock[]): string {
  return blocks
    .map((block) => `${blockLabel(block.name)}: ${blockValues(block).map(tokenWords).join(', ') || 'none'}`)
    .join('\n');
}

/** `30m`, `2h`, `1d`, as `--lease` takes it. */
export function leaseText(minutes: number): string {
  if (minutes % 1440 === 0) return `${minutes / 1440}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

export interface ClaimDraft {
  readonly agent: string;
  /** Null holds for good. */
  readonly leaseMinutes: number | null;
}

/** The command line that claims; `…` stands for a name that is still to be given. */
export function claimLine(id: string, { agent, leaseMinutes }: ClaimDraft): string {
  const lease = leaseMinutes === null ? [] : ['--lease', leaseText(leaseMinutes)];
  return maestroLine('handoff', 'pickup', '--id', id, '--claim', '--agent', agent === '' ? '…' : agent, ...lease);
}

/** The command line that puts the next agent to a handoff's feature; without one, the usual. */
export function pickUpLine(id: string, agent: AgentKind | undefined): string {
  return maestroLine('handoff', 'pickup', '--id', id, '--launch', ...(agent === undefined ? [] : ['--agent', agent]));
}

/** The command line that gives a claim back, or with `force` takes it from its owner. */
export function releaseLine(id: string, { agent, force }: { agent: string; force: boolean }): string {
  if (force) return maestroLine('handoff', 'release', id, '--force');
  return maestroLine('handoff', 'release', id, ...(agent === '' ? [] : ['--agent', agent]));
}
