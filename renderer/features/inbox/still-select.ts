import { INBOX_GROUPS, type InboxGroup, type InboxItem } from './inbox-item.ts';

/** An item as a row that is held: in another group it is another row. */
export interface InboxRow {
  readonly key: string;
  readonly item: InboxItem;
}

/** A row as it is drawn: what has gone keeps its room while the pointer is there, so that no other comes under it. */
export interface StillRow extends InboxRow {
  readonly isGone: boolean;
}

/** Rows under one head; `new` is what came while the others were held. */
export interface InboxSection {
  readonly id: InboxGroup | 'new';
  readonly rows: readonly StillRow[];
}

/** The rows of items. */
export function rowsOf(items: readonly InboxItem[]): InboxRow[] {
  return items.map((item) => ({ key: `${item.group} ${item.key}`, item }));
}

/** What is drawn (pure). `pointed`: the rows as the pointer found them; `held`: the keys that were there when they began to be held. */
export function sectionsOf(
  rows: readonly InboxRow[],
  pointed: readonly InboxRow[] | null,
  held: readonly string[] | null,
): InboxSection[] {
  const now = new Map(rows.map((row) => [row.key, row]));
  const before = new Set((pointed ?? []).map(({ key }) => key));
  const drawn: StillRow[] = [
    ...(pointed ?? []).map((row) => ({ ...(now.get(row.key) ?? row), isGone: !now.has(row.key) })),
    ...rows.filter(({ key }) => !before.has(key)).map((row) => ({ ...row, isGone: false })),
  ];
  const known = held === null ? null : new Set(held);
  const isNew = ({ key }: InboxRow): boolean => known !== null && !known.has(key);
  return [
    ...INBOX_GROUPS.map((id) => ({ id, rows: drawn.filter((row) => row.item.group === id && !isNew(row)) })),
    { id: 'new' as const, rows: drawn.filter(isNew) },
  ].filter((section) => section.rows.length > 0);
}
