/** The numbers of an agent's choices. */
const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Every key that does something, as long as its user chose no other. */
export const SHORTCUTS = [
  { id: 'palette', keys: ['mod+k'], label: 'Command palette', group: 'Anywhere' },
  { id: 'new', keys: ['n', 'mod+n'], label: 'New container', group: 'Anywhere' },
  { id: 'help', keys: ['?', 'mod+/'], label: 'All shortcuts', group: 'Anywhere' },
  { id: 'inbox', keys: ['g i', 'mod+1'], label: 'Go to Inbox', group: 'Anywhere' },
  { id: 'fleet', keys: ['g f', 'mod+2'], label: 'Go to Fleet', group: 'Anywhere' },
  { id: 'missions', keys: ['g m', 'mod+3'], label: 'Go to Missions', group: 'Anywhere' },
  { id: 'review', keys: ['g r', 'mod+4'], label: 'Go to Review', group: 'Anywhere' },
  { id: 'system', keys: ['g s', 'mod+5'], label: 'Go to System', group: 'Anywhere' },
  { id: 'isolation', keys: ['g e'], label: 'Go to Isolation', group: 'Anywhere' },
  { id: 'credentials', keys: ['g c'], label: 'Go to Credentials', group: 'Anywhere' },
  { id: 'storage', keys: ['g t'], label: 'Go to Storage and Trash', group: 'Anywhere' },
  { id: 'settings', keys: ['g ,', 'mod+,'], label: 'Go to Settings', group: 'Anywhere' },
  { id: 'usage', keys: ['g u'], label: 'Go to Usage', group: 'Anywhere' },
  { id: 'next-container', keys: ['mod+]'], label: 'Next container', group: 'Anywhere' },
  { id: 'previous-container', keys: ['mod+['], label: 'Previous container', group: 'Anywhere' },
  { id: 'next-needing', keys: ['mod+j'], label: 'Next that needs you', group: 'Anywhere' },
  { id: 'previous-needing', keys: ['mod+shift+j'], label: 'Previous that needs you', group: 'Anywhere' },
  { id: 'talk', keys: ['mod+.', 'a'], label: 'Answer, or tell the agent something', group: 'Agent' },
  { id: 'details', keys: ['i'], label: 'Show or hide details', group: 'Anywhere' },
  { id: 'back', keys: ['escape'], label: 'Close the top layer, back to the list', group: 'Anywhere' },
  { id: 'down', keys: ['j', 'arrowdown'], label: 'Next row', group: 'Lists' },
  { id: 'up', keys: ['k', 'arrowup'], label: 'Previous row', group: 'Lists' },
  { id: 'left', keys: ['h', 'arrowleft'], label: 'Column to the left, fold', group: 'Lists' },
  { id: 'right', keys: ['l', 'arrowright'], label: 'Column to the right, unfold', group: 'Lists' },
  { id: 'first', keys: ['home'], label: 'First row', group: 'Lists' },
  { id: 'last', keys: ['end'], label: 'Last row', group: 'Lists' },
  { id: 'open', keys: ['enter'], label: 'Open', group: 'Lists' },
  { id: 'open-apart', keys: ['shift+enter'], label: 'Open in a window of its own', group: 'Lists' },
  { id: 'peek', keys: ['space'], label: 'Peek at the container', group: 'Lists' },
  { id: 'search', keys: ['/'], label: 'Search', group: 'Lists' },
  { id: 'undo', keys: ['mod+z', 'u'], label: 'Undo what was done last', group: 'Lists' },
  { id: 'answer', keys: DIGITS, label: 'Answer with that choice', group: 'Inbox' },
  { id: 'allow-once', keys: ['a'], label: 'Allow once', group: 'Inbox' },
  { id: 'allow-always', keys: ['shift+a'], label: 'Allow always', group: 'Inbox' },
  { id: 'deny', keys: ['d'], label: 'Deny', group: 'Inbox' },
  { id: 'reply', keys: ['r'], label: 'Reply in own words', group: 'Inbox' },
  { id: 'snooze', keys: ['s'], label: 'Put aside for a time', group: 'Inbox' },
  { id: 'done', keys: ['e'], label: 'Done, until its state changes', group: 'Inbox' },
  { id: 'connect', keys: ['c'], label: 'Connect to the agent’s terminal', group: 'Fleet' },
  { id: 'review-it', keys: ['v'], label: 'Review its work', group: 'Fleet' },
  { id: 'select', keys: ['x'], label: 'Select or unselect', group: 'Fleet' },
  { id: 'extend-down', keys: ['shift+j', 'shift+arrowdown'], label: 'Extend the selection down', group: 'Fleet' },
  { id: 'extend-up', keys: ['shift+k', 'shift+arrowup'], label: 'Extend the selection up', group: 'Fleet' },
  { id: 'actions', keys: ['.'], label: 'Actions of the row', group: 'Fleet' },
  { id: 'activity', keys: ['e'], label: 'Show its activity, and back', group: 'Agent' },
  { id: 'files', keys: ['shift+f'], label: 'Show its files, and back', group: 'Agent' },
  { id: 'interrupt', keys: ['shift+i'], label: 'Interrupt the agent', group: 'Agent' },
  { id: 'stop', keys: ['s'], label: 'Stop, or start a stopped one', group: 'Fleet' },
  { id: 'restart', keys: ['shift+r'], label: 'Restart the agent, or all of it', group: 'Fleet' },
  { id: 'change', keys: ['f2'], label: 'Change name, nickname or limits', group: 'Fleet' },
  { id: 'copy', keys: ['y'], label: 'Copy the connect command', group: 'Fleet' },
  { id: 'remove', keys: ['#'], label: 'Remove', group: 'Fleet' },
  { id: 'sort', keys: ['o'], label: 'Sort the rows', group: 'Fleet' },
  { id: 'dense', keys: ['d'], label: 'Compact or cosy rows', group: 'Fleet' },
  { id: 'load', keys: ['shift+l'], label: 'Show or hide CPU and memory', group: 'Fleet' },
  { id: 'as-table', keys: ['t'], label: 'Show as a table', group: 'Fleet' },
  { id: 'as-board', keys: ['b'], label: 'Show as a board by state', group: 'Fleet' },
  { id: 'as-grid', keys: ['w'], label: 'Show what the terminals show', group: 'Fleet' },
  { id: 'move', keys: ['m'], label: 'Move the feature', group: 'Missions' },
  { id: 'next-tab', keys: [']'], label: 'Next view', group: 'Missions' },
  { id: 'previous-tab', keys: ['['], label: 'Previous view', group: 'Missions' },
  { id: 'mission-actions', keys: ['.'], label: 'Actions of the mission', group: 'Missions' },
  { id: 'run-mission', keys: ['r'], label: 'Run the mission, or pause or resume it', group: 'Missions' },
  { id: 'checkpoint', keys: ['c'], label: 'Save a checkpoint', group: 'Missions' },
  { id: 'checkpoints', keys: ['shift+c'], label: 'Checkpoints', group: 'Missions' },
  { id: 'switch-project', keys: ['p'], label: 'Switch the project', group: 'Missions' },
  { id: 'import-plan', keys: ['shift+i'], label: 'Import a plan', group: 'Missions' },
  { id: 'claim', keys: ['h c'], label: 'Claim the handoff', group: 'Missions' },
  { id: 'pick-up', keys: ['h l'], label: 'Launch the next agent from the handoff', group: 'Missions' },
  { id: 'release', keys: ['h r'], label: 'Release the handoff', group: 'Missions' },
  { id: 'verify', keys: ['h v'], label: 'Verify the handoff against git', group: 'Missions' },
  { id: 'fit', keys: ['0'], label: 'Fit the graph', group: 'Missions' },
  { id: 'zoom-in', keys: ['='], label: 'Zoom the graph in', group: 'Missions' },
  { id: 'zoom-out', keys: ['-'], label: 'Zoom the graph out', group: 'Missions' },
  { id: 'merge', keys: ['m'], label: 'Merge the container’s work', group: 'Review' },
  { id: 'pull-request', keys: ['p'], label: 'Open a pull request', group: 'Review' },
  { id: 'fetch', keys: ['f'], label: 'Fetch its commits', group: 'Review' },
  { id: 'reviewed', keys: ['e'], label: 'Mark as reviewed', group: 'Review' },
  { id: 'last-turn', keys: ['t'], label: 'Only since the last prompt, and back', group: 'Review' },
  { id: 'comment', keys: ['c'], label: 'Comment on the line, or the picked lines', group: 'Review' },
  { id: 'send-comments', keys: ['shift+s'], label: 'Send the comments to the agent', group: 'Review' },
  { id: 'next-comment', keys: ['}'], label: 'Next comment', group: 'Review' },
  { id: 'previous-comment', keys: ['{'], label: 'Previous comment', group: 'Review' },
  { id: 'resolve', keys: ['x'], label: 'Resolve the comment, or reopen it', group: 'Review' },
  { id: 'split', keys: ['b'], label: 'Both sides beside each other, and back', group: 'Review' },
  { id: 'blanks', keys: ['w'], label: 'Hide what differs in blanks alone, and back', group: 'Review' },
  { id: 'look-again', keys: ['r'], label: 'Look again', group: 'Review' },
  { id: 'next-file', keys: [']'], label: 'Next changed file', group: 'Review' },
  { id: 'previous-file', keys: ['['], label: 'Previous changed file', group: 'Review' },
  { id: 'sign-in', keys: ['s'], label: 'Sign in', group: 'Credentials' },
  { id: 'give-secret', keys: ['t'], label: 'Give a token or an API key', group: 'Credentials' },
  { id: 'refresh-tokens', keys: ['r'], label: 'Refresh tokens', group: 'Credentials' },
  { id: 'bring-back', keys: ['r'], label: 'Restore the removed container', group: 'Storage' },
  { id: 'read-usage', keys: ['r'], label: 'Read the usage again', group: 'Usage' },
  { id: 'create', keys: ['mod+enter'], label: 'Create and stay in Fleet', group: 'New container' },
  { id: 'create-open', keys: ['mod+shift+enter'], label: 'Create and open', group: 'New container' },
  { id: 'leave-terminal', keys: ['ctrl+shift+escape'], label: 'Leave the terminal', group: 'Terminal' },
  { id: 'find-in-terminal', keys: ['ctrl+shift+f'], label: 'Find in the terminal', group: 'Terminal' },
  { id: 'copy-terminal', keys: ['ctrl+shift+c'], label: 'Copy the selection', group: 'Terminal' },
  { id: 'paste-terminal', keys: ['ctrl+shift+v'], label: 'Paste', group: 'Terminal' },
] as const;

export type ShortcutId = (typeof SHORTCUTS)[number]['id'];

/** What a key does where, and the keys that stand for it. */
export interface Shortcut {
  readonly id: ShortcutId;
  readonly keys: readonly string[];
  readonly label: string;
  readonly group: (typeof SHORTCUTS)[number]['group'];
}

/** Keys whose meaning is their own: numbers of choices, the way out; besides those that a terminal or a form has itself. */
const FIXED: ReadonlySet<string> = new Set<ShortcutId>(['back', 'answer']);

/** Whether its user may choose other keys for it. */
export function isRebindable({ id, group }: Shortcut): boolean {
  return group !== 'Terminal' && group !== 'New container' && !FIXED.has(id);
}

const NAMED = 'space|enter|tab|home|end|pageup|pagedown|backspace|delete|arrow(?:up|down|left|right)|f(?:[1-9]|1[0-2])';
const CHORD = new RegExp(`^(?:mod\\+)?(?:shift\\+)?(?:${NAMED}|[a-z0-9]|[!-/:-@[-\`{-~])$`);
const FIRST = /^[a-z]$/;

/** Whether this is one chord, such as `mod+k`, or two keys one after the other, such as `g i`. */
function isKeys(text: string): boolean {
  const [first = '', second, ...more] = text.split(' ');
  if (more.length > 0) return false;
  return second === undefined ? CHORD.test(first) : FIRST.test(first) && CHORD.test(second);
}

/** What programs in a terminal cannot do without: it stays theirs. */
const TERMINALS: ReadonlySet<string> = new Set([
  'mod+c',
  'mod+d',
  'mod+z',
  'mod+r',
  'mod+l',
  'mod+a',
  'mod+e',
  'mod+w',
]);

/** A wish of a user: an action, and the keys for it; without any it has none. */
export interface KeyWish {
  readonly id: ShortcutId;
  readonly keys: string | null;
}

/** Reads a wish as it stands in the configuration, `peek o` or `fleet g l` (pure); else a sentence that says what is wrong. */
export function readKeyWish(line: string): KeyWish | { readonly refusal: string } {
  const [word = '', ...rest] = line.trim().toLowerCase().split(/\s+/);
  const shortcut = SHORTCUTS.find(({ id }) => id === word);
  if (shortcut === undefined) return { refusal: `No action is called “${word}”. Settings lists them with their keys.` };
  if (!isRebindable(shortcut)) return { refusal: `The keys of “${word}” cannot be changed.` };
  const keys = rest.join(' ');
  if (keys === '') return { id: shortcut.id, keys: null };
  if (!isKeys(keys))
    return { refusal: `“${keys}” are no keys. Give such as o, shift+o, mod+p, f5, or g l for one after the other.` };
  const everywhere = shortcut.group === 'Anywhere' || shortcut.group === 'Agent';
  if (everywhere && TERMINALS.has(keys)) return { refusal: `“${keys}” belongs to the programs in a terminal.` };
  return { id: shortcut.id, keys };
}

/** Every action with the keys that hold: its user’s where there are wishes for it, else its own (pure). Wishes that cannot be read are left out. */
export function keymapOf(lines: readonly string[]): readonly Shortcut[] {
  const wishes = lines.map(readKeyWish).filter((wish) => 'id' in wish);
  return SHORTCUTS.map((shortcut): Shortcut => {
    const own = wishes.filter(({ id }) => id === shortcut.id);
    if (own.length === 0) return shortcut;
    return { ...shortcut, keys: own.flatMap(({ keys }) => (keys === null ? [] : [keys])) };
  });
}

/** The wishes with other keys for one action: null gives it back its own (pure). */
export function wishesWith(lines: readonly string[], id: ShortcutId, keys: readonly string[] | null): string[] {
  const others = lines.filter((line) => line.trim().toLowerCase().split(/\s+/)[0] !== id);
  if (keys === null) return others;
  return [...others, ...(keys.length === 0 ? [id] : keys.map((one) => `${id} ${one}`))];
}

const ANYWHERE: ReadonlySet<string> = new Set(['Anywhere']);
/** Places whose lists take the keys of lists, too. */
const WITH_LISTS: ReadonlySet<string> = new Set([
  'Inbox',
  'Fleet',
  'Missions',
  'Review',
  'Credentials',
  'Storage',
  'Usage',
]);

/** The actions that these keys would stand for at once beside `id`, or that they begin (pure). */
export function clashesWith(keymap: readonly Shortcut[], id: ShortcutId, keys: string): Shortcut[] {
  const own = keymap.find((shortcut) => shortcut.id === id);
  if (own === undefined) return [];
  return keymap.filter(
    (other) => other.id !== id && meet(own.group, other.group) && other.keys.some((key) => sameStart(key, keys)),
  );
}

function meet(one: string, other: string): boolean {
  if (one === other || ANYWHERE.has(one) || ANYWHERE.has(other)) return true;
  return (one === 'Lists' && WITH_LISTS.has(other)) || (other === 'Lists' && WITH_LISTS.has(one));
}

function sameStart(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}
