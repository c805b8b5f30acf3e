import { type Deed, deedOf, type NamedDeed, TEXT_PLACES, type Way } from './drawing/keys-rules.ts';
import { type Look, rowsOf, tabsOf } from './drawing/list-rows-rules.ts';
import type { Screen } from './screens.ts';
import { choose } from './choose-rules.ts';
import { paletteItems } from './palette-rules.ts';
import { close, goTo, placeOf, targetOf } from './place-rules.ts';
import type { Step, View, World, Writing } from './view.ts';

export const START: View = { screen: 'dashboard', chosen: {}, opened: false, tabs: {}, find: '', busy: false };

const FEATURE_LISTS: ReadonlySet<Screen> = new Set(['dashboard', 'features', 'dependencies']);
const PAGE = 10;

/** What a key does to a view. Keys without a meaning in their place change nothing. */
export function press(view: View, key: string, world: World): Step {
  const place = placeOf(view);
  const deed = deedOf(key, place);
  if (deed !== undefined) return perform(withoutWord(view), deed, world);
  return TEXT_PLACES.has(place) ? { view: typed(view, key) } : { view };
}

/** What the screen is drawn with. */
export function lookOf(view: View, world: World): Look {
  const { screen, opened, find, tabs, overlay } = view;
  const chosen = chosenOf(view, world);
  const wanted = overlay?.kind === 'find' ? overlay.text : find;
  return {
    chosen,
    opened: opened && FEATURE_LISTS.has(screen),
    tab: tabs[screen] ?? 0,
    ...(screen === 'config' ? { find: wanted } : {}),
  };
}

/** The chosen row: the one that was walked to while it is there, else the first worth looking at. */
export function chosenOf(view: View, { snapshot }: World): string | undefined {
  const rows = rowsOf(view.screen, snapshot, { tab: view.tabs[view.screen] ?? 0, find: view.find });
  const wanted = view.chosen[listOf(view)] ?? (FEATURE_LISTS.has(view.screen) ? snapshot.activeFeature?.id : undefined);
  return rows.some(({ id }) => id === wanted) ? wanted : rows[0]?.id;
}

/** Screens of features share what is chosen. */
function listOf({ screen, tabs }: View): string {
  return FEATURE_LISTS.has(screen) ? 'features' : `${screen} ${tabs[screen] ?? 0}`;
}

function withoutWord({ said, ...view }: View): View {
  return said?.tone === 'busy' ? { ...view, said } : view;
}

function perform(view: View, deed: Deed, world: World): Step {
  if (typeof deed === 'string') return named(view, deed, world);
  if ('go' in deed) return { view: goTo(view, deed.go, world) };
  if ('move' in deed) return { view: moved(view, deed.move, world) };
  return { view: 'tab' in deed ? turned(view, deed.tab, world) : valued(view, deed.value) };
}

function named(view: View, deed: NamedDeed, world: World): Step {
  switch (deed) {
    case 'palette':
      return { view: { ...view, overlay: { kind: 'palette', text: '', index: 0 } } };
    case 'find':
      return { view: { ...view, overlay: { kind: 'find', text: view.find } } };
    case 'back':
      return { view: back(view) };
    case 'close':
      return { view: close(view) };
    case 'quit':
      return { view, act: { kind: 'quit' } };
    case 'reload':
      return { view, act: { kind: 'reload' } };
    case 'scope':
      return { view: scoped(view) };
    case 'preview':
      return shown(view);
    case 'ingest':
      return { view: askIngest(view, world) };
    case 'choose':
      return unlessBusy(view, choose(view, world, chosenOf(view, world)));
  }
}

/** One thing is written after the other. */
function unlessBusy(before: View, step: Step): Step {
  if (step.act === undefined || !before.busy) return step;
  return { view: { ...before, said: { text: 'The last change is still being written.', tone: 'busy' } } };
}

function back(view: View): View {
  if (view.opened) return { ...view, opened: false };
  if (view.screen === 'config' && view.find !== '') return { ...view, find: '' };
  return { ...view, screen: 'dashboard' };
}

const STEPS: Readonly<Record<Way, number>> = {
  up: -1,
  down: 1,
  'page up': -PAGE,
  'page down': PAGE,
  first: Number.NEGATIVE_INFINITY,
  last: Number.POSITIVE_INFINITY,
};

function moved(view: View, way: Way, world: World): View {
  const step = STEPS[way];
  const { overlay } = view;
  if (overlay?.kind === 'palette' || overlay?.kind === 'status') {
    const count = overlay.kind === 'status' ? overlay.moves.length : paletteItems(world, overlay.text).length;
    return { ...view, overlay: { ...overlay, index: within(overlay.index + step, count) } };
  }
  const rows = rowsOf(view.screen, world.snapshot, lookOf(view, world));
  const at = rows.findIndex(({ id }) => id === chosenOf(view, world));
  const next = rows[within(at + step, rows.length)];
  return next === undefined ? view : { ...view, opened: false, chosen: { ...view.chosen, [listOf(view)]: next.id } };
}

function within(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}

function turned(view: View, step: 1 | -1, { snapshot }: World): View {
  const count = tabsOf(view.screen, snapshot).length;
  return { ...view, tabs: { ...view.tabs, [view.screen]: ((view.tabs[view.screen] ?? 0) + step + count) % count } };
}

function valued(view: View, step: 1 | -1): View {
  const { overlay } = view;
  if (overlay?.kind !== 'edit') return view;
  const { file, ...edit } = overlay;
  const count = edit.values.length;
  return { ...view, overlay: { ...edit, index: (edit.index + step + count) % count } };
}

function scoped(view: View): View {
  const { overlay } = view;
  if (overlay?.kind !== 'edit') return view;
  const { file, ...edit } = overlay;
  return { ...view, overlay: { ...edit, scope: edit.scope === 'project' ? 'user' : 'project' } };
}

function shown(view: View): Step {
  const { overlay } = view;
  if (overlay?.kind !== 'edit') return { view };
  return { view, act: { kind: 'show', ...targetOf(overlay) } };
}

function askIngest(view: View, { snapshot }: World): View {
  const open = snapshot.replyInbox.filter((reply) => !reply.ingested && reply.missionId === snapshot.missionId);
  if (open.length === 0) return { ...view, said: { text: 'No open replies for this mission.', tone: 'good' } };
  const act: Writing = { kind: 'ingest', mission: snapshot.missionId };
  const lines = open.map(({ featureId, outcome }) => `${featureId}: ${outcome}`);
  return {
    ...view,
    overlay: { kind: 'confirm', question: 'Take over these replies into their features?', lines, act },
  };
}

/** Letters of a filter. */
function typed(view: View, key: string): View {
  const { overlay } = view;
  if (overlay?.kind !== 'palette' && overlay?.kind !== 'find') return view;
  const letters = Array.from(overlay.text);
  const text = key === 'backspace' ? letters.slice(0, -1).join('') : isSign(key) ? overlay.text + key : overlay.text;
  return { ...view, overlay: overlay.kind === 'palette' ? { ...overlay, text, index: 0 } : { ...overlay, text } };
}

/** One character, and not the name of a key. */
function isSign(key: string): boolean {
  return Array.from(key).length === 1;
}
