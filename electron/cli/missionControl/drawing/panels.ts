import { type Look, rowsOf, tabOf, tabsOf } from './lists-rules.ts';
import type { Screen } from './names-rules.ts';
import type { Line, Panel } from './panel.ts';
import type { ControlSnapshot } from '../../../engine/project/overview/snapshot.ts';

/** A panel, with what it says when it is empty. */
export function panel(title: string, lines: readonly (string | Line)[], empty = ''): Panel {
  const rows = lines.map((line) => (typeof line === 'string' ? { text: line } : line));
  return { title, lines: rows.length === 0 ? [{ text: empty, tone: 'faint' }] : rows };
}

/** A panel of texts that go on in the next row. */
export function detail(title: string, lines: readonly string[]): Panel {
  return {
    ...panel(
      title,
      lines.filter((line) => line !== ''),
    ),
    wraps: true,
  };
}

interface Choice {
  readonly look: Look;
  readonly title: string;
  readonly empty: string;
}

/** The list of a screen, with the tab that it shows. */
export function choice(screen: Screen, snapshot: ControlSnapshot, { look, title, empty }: Choice): Panel {
  const rows = rowsOf(screen, snapshot, look);
  const tabs = tabsOf(screen, snapshot);
  const tab = tabOf(screen, snapshot, look);
  const place = tabs.length === 0 ? '' : ` · ${tab}, tab ${tabs.indexOf(tab) + 1}/${tabs.length}`;
  const found = look.find === undefined || look.find === '' ? '' : ` “${look.find}”`;
  const selected = rows.findIndex(({ id }) => id === look.chosen);
  return { ...panel(`${title}${found}${place}`, rows, empty), ...(selected < 0 ? {} : { selected }) };
}
