import { type Screen, SCREENS } from '../screens.ts';

/** What is on top while something is asked. */
export const OVERLAYS = ['palette', 'find', 'status', 'confirm', 'edit', 'message'] as const;
type Overlay = (typeof OVERLAYS)[number];
/** Where a key is pressed. */
export type Place = Screen | Overlay;

export type Way = 'up' | 'down' | 'page up' | 'page down' | 'first' | 'last';
/** What a key does: shows a screen, moves the mark, turns to a tab, takes another value, or a deed with a name. */
export type Deed =
  { readonly go: Screen } | { readonly move: Way } | { readonly tab: 1 | -1 } | { readonly value: 1 | -1 } | NamedDeed;
export type NamedDeed =
  'palette' | 'find' | 'back' | 'close' | 'quit' | 'choose' | 'scope' | 'preview' | 'reload' | 'ingest';

/** One row of the table that both answers keys and is the help. */
export interface Binding {
  readonly keys: readonly string[];
  readonly does: Deed;
  readonly about: string;
  readonly places: readonly Place[];
  /** Its word in the last line of the screen. */
  readonly word?: string;
}

const FEATURES: readonly Screen[] = ['dashboard', 'features', 'dependencies'];
const TABBED: readonly Screen[] = ['config', 'memory', 'events', 'tasks'];
const EVERYWHERE: readonly Place[] = [...SCREENS, ...OVERLAYS];
const MENUS: readonly Place[] = [...SCREENS, 'palette', 'status'];
/** In these, letters are text. */
export const TEXT_PLACES: ReadonlySet<Place> = new Set(['palette', 'find']);
const LISTS: readonly Place[] = [...SCREENS, 'status'];

function go(key: string, screen: Screen, places: readonly Place[] = SCREENS): Binding {
  return { keys: [key], does: { go: screen }, about: `show ${screen}`, places, word: screen };
}

/** Letters count in either case. The first row that fits a key and its place wins. */
export const BINDINGS: readonly Binding[] = [
  {
    keys: ['enter'],
    does: 'choose',
    about: 'open the feature; once more: change its status',
    places: FEATURES,
    word: 'open',
  },
  { keys: ['enter'], does: 'choose', about: 'take the handoff, after a question', places: ['handoffs'], word: 'take' },
  {
    keys: ['enter'],
    does: 'choose',
    about: 'write the prompt and assign, after a question',
    places: ['dispatch'],
    word: 'hand out',
  },
  { keys: ['enter'], does: 'choose', about: 'edit the key', places: ['config'], word: 'edit' },
  { keys: ['/'], does: 'find', about: 'find a key', places: ['config'], word: 'find' },
  { keys: ['r'], does: 'reload', about: 'read everything again', places: ['config'], word: 'reload' },
  {
    keys: ['i'],
    does: 'ingest',
    about: 'take over open replies, after a question',
    places: ['principles'],
    word: 'take over replies',
  },
  { keys: ['tab', ']'], does: { tab: 1 }, about: 'next tab', places: TABBED, word: 'tabs' },
  { keys: ['shift+tab', '['], does: { tab: -1 }, about: 'previous tab', places: TABBED },
  { keys: ['?'], does: { go: 'help' }, about: 'show these keys', places: SCREENS, word: 'help' },
  go('f', 'features'),
  go('d', 'dependencies'),
  go('h', 'handoffs'),
  go('c', 'config'),
  go('m', 'memory'),
  go('g', 'graph'),
  go('a', 'agents'),
  go('n', 'dispatch'),
  go('e', 'events'),
  go('t', 'tasks'),
  go('l', 'timeline'),
  go(
    'r',
    'principles',
    SCREENS.filter((screen) => screen !== 'config'),
  ),
  { ...go('b', 'dependencies'), about: 'show dependencies, as in later versions of the older tool' },
  { keys: ['up'], does: { move: 'up' }, about: 'one up', places: MENUS },
  { keys: ['k'], does: { move: 'up' }, about: 'one up', places: LISTS },
  { keys: ['down'], does: { move: 'down' }, about: 'one down', places: MENUS },
  { keys: ['j'], does: { move: 'down' }, about: 'one down', places: LISTS },
  { keys: ['pageup'], does: { move: 'page up' }, about: 'ten up', places: MENUS },
  { keys: ['pagedown'], does: { move: 'page down' }, about: 'ten down', places: MENUS },
  { keys: ['home'], does: { move: 'first' }, about: 'the first', places: MENUS },
  { keys: ['end'], does: { move: 'last' }, about: 'the last', places: MENUS },
  { keys: ['/'], does: 'palette', about: 'find a screen or a mission', places: without('config'), word: 'palette' },
  { keys: ['ctrl+p', 'left'], does: 'palette', about: 'find a screen or a mission', places: SCREENS },
  { keys: ['enter'], does: 'choose', about: 'go there', places: ['palette'], word: 'go' },
  { keys: ['enter'], does: 'choose', about: 'keep the filter', places: ['find'], word: 'keep' },
  { keys: ['enter'], does: 'choose', about: 'change to this status', places: ['status'], word: 'choose' },
  { keys: ['enter', 'y'], does: 'choose', about: 'yes, do it', places: ['confirm'], word: 'do it' },
  { keys: ['n'], does: 'close', about: 'no, leave it', places: ['confirm'] },
  { keys: ['right', 'l'], does: { value: 1 }, about: 'next value', places: ['edit'] },
  { keys: ['left', 'h'], does: { value: -1 }, about: 'previous value', places: ['edit'] },
  { keys: ['s'], does: 'scope', about: 'write to the project or to the user', places: ['edit'] },
  { keys: ['p'], does: 'preview', about: 'show the file as it will be', places: ['edit'] },
  { keys: ['enter'], does: 'choose', about: 'write it', places: ['edit'], word: 'apply' },
  { keys: ['enter'], does: 'close', about: 'close the message', places: ['message'], word: 'close' },
  { keys: ['esc'], does: 'back', about: 'back', places: SCREENS, word: 'back' },
  { keys: ['esc'], does: 'close', about: 'close', places: OVERLAYS, word: 'close' },
  { keys: ['q'], does: 'quit', about: 'quit', places: SCREENS, word: 'quit' },
  { keys: ['ctrl+c', 'ctrl+t'], does: 'quit', about: 'quit', places: EVERYWHERE },
];

function without(left: Screen): readonly Screen[] {
  return SCREENS.filter((screen) => screen !== left);
}

/** What a key does in a place; undefined when it does nothing there. */
export function deedOf(key: string, place: Place): Deed | undefined {
  const name = TEXT_PLACES.has(place) ? key : key.toLowerCase();
  return BINDINGS.find(({ keys, places }) => places.includes(place) && keys.includes(name))?.does;
}

/** The most useful keys of a place, as many as this width has room for. */
export function footerOf(place: Place, width: number): string {
  const own = BINDINGS.filter((binding) => binding.places.includes(place) && binding.word !== undefined);
  const rank = ({ does }: Binding): number =>
    does === 'choose' ? 0 : typeof does === 'string' ? 1 : 'tab' in does ? 0 : 2;
  const words = [...own]
    .sort((left, right) => rank(left) - rank(right))
    .map(({ keys, word }) => `${keyLabel(keys[0] ?? '')} ${word ?? ''}`);
  let line = '';
  for (const word of words) {
    if (line.length + word.length + 2 > width) break;
    line += line === '' ? word : `  ${word}`;
  }
  return line;
}

const LABELS: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  enter: 'Enter',
  esc: 'Esc',
  tab: 'Tab',
  'shift+tab': 'Shift+Tab',
  pageup: 'PageUp',
  pagedown: 'PageDown',
  home: 'Home',
  end: 'End',
};

function keyLabel(key: string): string {
  if (key.startsWith('ctrl+')) return `Ctrl+${key.slice(5).toUpperCase()}`;
  return LABELS[key] ?? key.toUpperCase();
}

const PLACE_WORDS: Readonly<Record<Overlay, string>> = {
  palette: 'in the palette',
  find: 'while finding',
  status: 'in the status menu',
  confirm: 'at a question',
  edit: 'while editing a key',
  message: 'at a message',
};

/** The help: every key that does something, where it does it. */
export function helpRows(): string[] {
  return BINDINGS.map(({ keys, about, places }) => {
    const where = whereOf(places);
    return `${keys.map(keyLabel).join(' ').padEnd(14)} ${about}${where === '' ? '' : ` (${where})`}`;
  });
}

function whereOf(places: readonly Place[]): string {
  const screens = SCREENS.filter((screen) => places.includes(screen));
  const overlays = OVERLAYS.filter((overlay) => places.includes(overlay));
  const left = SCREENS.filter((screen) => !places.includes(screen));
  if (left.length === 0 || overlays.length === OVERLAYS.length) return '';
  if (left.length === 1) return `not in ${left.join('')}`;
  return [...screens, ...overlays.map((overlay) => PLACE_WORDS[overlay])].join(', ');
}
