import type { Container } from '../../../electron/contract/containers.ts';
import type { FleetColumn } from '../../client/view.ts';
import { gitText } from '../container/git-select.ts';
import { lineOf } from '../container/line-select.ts';

/** How the user wants the rows: by a column, in its own direction or turned around. */
export interface Sort {
  readonly column: FleetColumn;
  readonly down: boolean;
}

type Compare = (a: Container, b: Container) => number;

const CREDENTIALS = ['expired', 'invalid', 'missing', 'expiring', 'ok'] as const;
const ISOLATIONS = ['failed', 'open', 'unproven', 'unknown', 'starting', 'stopped', 'verified'] as const;

/** By state is the fleet's own order, so it has none here. */
const COMPARES: Readonly<Record<Exclude<FleetColumn, 'state'>, Compare>> = {
  container: by(({ shortName }) => shortName),
  agent: by(({ agent, model }) => `${agent} ${model ?? ''}`),
  task: by((container) => lineOf(container).text),
  git: byNumber(({ git }) =>
    git === null ? 1 : gitText(git) === 'clean' ? 0 : -git.changed - (git.sinceBase ?? 0) - 1,
  ),
  active: byNumber(({ lastActivityAt }) => (lastActivityAt === null ? 1 : -Date.parse(lastActivityAt))),
  'sign-in': byNumber(({ credential }) =>
    credential === null ? CREDENTIALS.length : CREDENTIALS.indexOf(credential.state),
  ),
  isolation: byNumber(({ isolation: { state }, preset }) =>
    ISOLATIONS.indexOf(preset === 'open' && state !== 'failed' ? 'open' : state),
  ),
};

/** The order that the user chose; where it says nothing, the fleet's own decides. */
export function sorted(containers: readonly Container[], sort: Sort | null, own: Compare): Container[] {
  const compare: Compare = sort === null || sort.column === 'state' ? own : COMPARES[sort.column];
  const turned = sort?.down === true ? -1 : 1;
  return containers.toSorted((a, b) => turned * compare(a, b) || own(a, b));
}

/** What a click on a column's head asks for: its order, then that turned around, then the fleet's own again. */
export function nextSort(sort: Sort | null, column: FleetColumn): Sort | null {
  if (sort?.column !== column) return { column, down: false };
  return sort.down ? null : { column, down: true };
}

/** The rows in the order that they had, what is new below; `before` names the key that a row had until now. */
export function heldRows<Row extends { readonly key: string }>(
  order: readonly string[],
  rows: readonly Row[],
  before: ReadonlyMap<string, string>,
): readonly Row[] {
  const places = new Map(order.map((key, index) => [key, index]));
  const place = ({ key }: Row): number =>
    places.get(key) ?? places.get(before.get(key) ?? '') ?? Number.MAX_SAFE_INTEGER;
  return rows.toSorted((a, b) => place(a) - place(b));
}

function by(read: (container: Container) => string): Compare {
  return (a, b) => read(a).localeCompare(read(b), 'en', { numeric: true });
}

function byNumber(read: (container: Container) => number): Compare {
  return (a, b) => read(a) - read(b);
}
