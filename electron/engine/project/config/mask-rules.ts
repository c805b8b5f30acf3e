import type { ConfigInspector, InspectorRow } from '../../../contract/config.ts';

const SECRET = /^workers\..+\.env\./;
const MASK = '•••';
const TEXTS = ['valueText', 'displayValueText', 'effectiveText', 'projectText', 'globalText', 'defaultText'] as const;

/** The configuration as a page may show it: what workers get as their environment may hold secrets. */
export function maskSecrets(inspector: ConfigInspector): ConfigInspector {
  return {
    ...inspector,
    rowsByTab: Object.fromEntries(Object.entries(inspector.rowsByTab).map(([tab, rows]) => [tab, rows.map(maskRow)])),
  };
}

function maskRow(row: InspectorRow): InspectorRow {
  if (!SECRET.test(row.keyPath)) return row;
  const masked = Object.fromEntries(TEXTS.map((name) => [name, row[name] === 'unset' ? 'unset' : MASK]));
  return { ...row, ...masked, summary: `${row.keyPath} is set` };
}
