import { type Look, rowsOf, tabOf, tabsOf } from './list-rows-rules.ts';
import type { Screen } from '../screens.ts';
import { type Panel, panel } from './panel.ts';
import type { ControlSnapshot } from '../../../engine/project/overview/snapshot.ts';

interface ListWords {
  readonly look: Look;
  readonly title: string;
  readonly empty: string;
}

/** The list of a screen, with the tab that it shows. */
export function listPanel(screen: Screen, snapshot: ControlSnapshot, { look, title, empty }: ListWords): Panel {
  const rows = rowsOf(screen, snapshot, look);
  const tabs = tabsOf(screen, snapshot);
  const tab = tabOf(screen, snapshot, look);
  const place = tabs.length === 0 ? '' : ` · ${tab}, tab ${tabs.indexOf(tab) + 1}/${tabs.length}`;
  const found = look.find === undefined || look.find === '' ? '' : ` “${look.find}”`;
  const selected = rows.findIndex(({ id }) => id === look.chosen);
  return { ...panel(`${title}${found}${place}`, rows, empty), ...(selected < 0 ? {} : { selected }) };
}
