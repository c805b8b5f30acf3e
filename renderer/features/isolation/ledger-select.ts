import { type EgressRow, REFUSAL_WORDS, RefusalRule } from '../../../electron/contract/egress.ts';

/** What of a ledger is shown. */
export interface LedgerFilter {
  readonly verdict: 'all' | 'allowed' | 'refused';
  /** Part of host, path, method or rule. */
  readonly query: string;
}

/** The rows that a filter leaves, in their order. */
export function shownRows(rows: readonly EgressRow[], { verdict, query }: LedgerFilter): EgressRow[] {
  const wanted = query.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (verdict === 'all' || row.verdict === verdict) &&
      [row.id, row.via, row.method, row.host, row.path, row.rule].join(' ').toLowerCase().includes(wanted),
  );
}

/** `GET a.test/x`, `tls b.test:443` or `name c.test`. */
export function triedText({ via, host, method, path, port }: EgressRow): string {
  if (via === 'dns') return `name ${host}`;
  if (method !== null) return `${method} ${host}${path ?? ''}`;
  return `${via} ${host}:${port}`;
}

/** What decided a row, in words. */
export function becauseText({ verdict, rule, connected, via }: EgressRow): string {
  if (verdict === 'refused') return REFUSAL_WORDS[RefusalRule.catch('malformed').parse(rule)];
  return via === 'dns' || connected ? rule : `${rule} (no connection)`;
}
