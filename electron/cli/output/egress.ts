import type { EgressRow } from '../../contract/egress.ts';
import { REFUSAL_WORDS, RefusalRule } from '../../contract/egress.ts';
import { sizeText } from '../../contract/text.ts';
import type { Paint } from './output.ts';
import { table } from './printed-table.ts';
import { cut, plain } from './text.ts';

const TITLES = ['ID', 'LAST', 'TIMES', 'WHAT', 'STATUS', 'UP', 'DOWN', 'VERDICT', 'RULE'];
const WHAT_COLUMNS = 70;

/** What an entry more would let pass. */
const MAY_BE_ADDED: ReadonlySet<string> = new Set<RefusalRule>(['unlisted', 'no-rule', 'no-fetch', 'no-push']);

/** Rows of the ledger under their titles, and what to do about those that no list has. */
export function egressTable(rows: readonly EgressRow[], { paint, called }: { paint: Paint; called: string }): string {
  if (rows.length === 0) return 'It has tried nothing yet.';
  const missing = rows.filter(({ rule }) => MAY_BE_ADDED.has(rule)).at(-1);
  const hint =
    missing === undefined ? [] : ['', `To allow what was refused: maestro add-domain ${called} ${missing.id}`];
  return [
    table(
      TITLES,
      rows.map((row) => cells(row, paint)),
    ),
    ...hint,
  ].join('\n');
}

/** One row, for a list that grows. */
export function egressLine(row: EgressRow, paint: Paint): string {
  const [id = '', last = '', times = '', what = '', ...rest] = cells(row, paint);
  return [id, last, `${times}×`, what, ...rest.filter((cell) => cell !== '-')].join('  ');
}

function cells(row: EgressRow, paint: Paint): string[] {
  const { id, at, count, status, up, down, verdict } = row;
  const colour = verdict === 'refused' ? 'red' : 'green';
  return [
    id,
    at.slice(0, 19).replace('T', ' '),
    String(count),
    cut(what(row), WHAT_COLUMNS),
    status === null ? '-' : String(status),
    up === 0 ? '-' : sizeText(up),
    down === 0 ? '-' : sizeText(down),
    paint(verdict, colour),
    plain(because(row)),
  ];
}

/** `GET http://a.test/x`, `tls b.test:443` or `name c.test`. */
function what({ via, host, method, path, port }: EgressRow): string {
  if (via === 'dns') return `name ${host}`;
  if (method !== null) return `${method} ${via}://${host}${path ?? ''}`;
  return `${via} ${host}:${port}`;
}

function because({ verdict, rule, connected, via }: EgressRow): string {
  if (verdict === 'refused') return REFUSAL_WORDS[RefusalRule.catch('malformed').parse(rule)];
  return via === 'dns' || connected ? rule : `${rule} (no connection)`;
}
