import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { keymapOf, readKeyWish, type ShortcutId, SHORTCUTS, wishesWith } from '../../../electron/contract/shortcuts.ts';
import { bindingsOf, takenKeys } from '../../../renderer/features/settings/keyboard-select.ts';
import { keycaps } from '../../../renderer/ui/chords.ts';

const keysOf = (lines: readonly string[], id: ShortcutId) => keymapOf(lines).find((one) => one.id === id)?.keys;

test('a wish replaces the keys of its action, several count together, and one without keys takes them away', () => {
  expect(keysOf([], 'peek')).toEqual(['space']);
  expect(keysOf(['peek o'], 'peek')).toEqual(['o']);
  expect(keysOf(['peek o', ' Peek  Shift+O '], 'peek')).toEqual(['o', 'shift+o']);
  expect(keysOf(['peek'], 'peek')).toEqual([]);
  expect(keysOf(['fleet g l'], 'fleet')).toEqual(['g l']);
  expect(keysOf(['fleet g l'], 'peek')).toEqual(['space']);
});

test.each([
  ['wolpertinger o', /No action is called “wolpertinger”/],
  ['back q', /cannot be changed/],
  ['copy-terminal q', /cannot be changed/],
  ['create q', /cannot be changed/],
  ['peek ctrl+o', /are no keys/],
  ['peek o o o', /are no keys/],
  ['peek mod+o p', /are no keys/],
  ['palette mod+c', /belongs to the programs in a terminal/],
])('%s is refused in words', (line, refusal) => {
  const wish = readKeyWish(line);
  expect('refusal' in wish && wish.refusal).toMatch(refusal);
  expect(keymapOf([line])).toEqual(SHORTCUTS);
});

test('every key that Maestro gives itself could be chosen by its user', () => {
  for (const { id, keys, group } of SHORTCUTS)
    if (group !== 'Terminal' && group !== 'New container' && id !== 'back' && id !== 'answer')
      for (const key of keys) expect([id, readKeyWish(`${id} ${key}`)]).toEqual([id, { id, keys: key }]);
});

test('whatever stands in the configuration gives a keymap of all actions', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (lines) => {
      expect(keymapOf(lines).map(({ id }) => id)).toEqual(SHORTCUTS.map(({ id }) => id));
    }),
  );
});

test('what is written for an action is what holds for it, and nothing else changes', () => {
  const id = fc.constantFrom<ShortcutId>('peek', 'palette', 'fleet', 'undo');
  const keys = fc.array(fc.constantFrom('o', 'shift+o', 'g l', 'mod+p', '#'), { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(fc.tuple(id, keys)), (changes) => {
      let lines: string[] = [];
      const wanted = new Map<ShortcutId, readonly string[]>();
      for (const [one, own] of changes) {
        lines = wishesWith(lines, one, own);
        wanted.set(one, own);
      }
      for (const [one, own] of wanted) expect(keysOf(lines, one)).toEqual(own);
      for (const one of wanted.keys()) lines = wishesWith(lines, one, null);
      expect(lines).toEqual([]);
    }),
  );
});

test('keys that stand for something else in the same place are told, and those of other places are not', () => {
  expect(takenKeys([], 'peek', ['x']).clashes.map(({ id }) => id)).toContain('select');
  expect(takenKeys([], 'peek', ['g']).clashes.map(({ id }) => id)).toContain('fleet');
  expect(takenKeys([], 'merge', ['s']).clashes.map(({ id }) => id)).not.toContain('stop');
  expect(takenKeys([], 'peek', ['f9'])).toEqual({ keys: 'f9', refusal: null, clashes: [] });
  const marked = bindingsOf(['peek x']).flatMap(({ bindings }) => bindings.filter(({ clashes }) => clashes.length > 0));
  expect(marked.map(({ shortcut: { id } }) => id)).toContain('peek');
  expect(bindingsOf([]).flatMap(({ bindings }) => bindings.flatMap(({ clashes }) => clashes))).toEqual([]);
});

test('keys one after the other show as caps, and no keys as none', () => {
  expect(keycaps('g g', false)).toEqual(['G', 'G']);
});

test('no part of the page shows a key of an action by itself: its user may have given it another', () => {
  const own = SHORTCUTS.flatMap(({ id, keys, group }) =>
    group === 'Terminal' || id === 'back' || id === 'answer' ? [] : [...keys],
  );
  const literal = /(?:keys|chord)="([^"]+)"/g;
  // Keys that forms and layers have themselves.
  const theirs = new Set(['enter', 'shift+enter', 'space']);
  const files = readdirSync('renderer', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  const found = files.flatMap((name) =>
    [...readFileSync(join('renderer', name), 'utf8').matchAll(literal)]
      .filter(([, chord = '']) => (own as string[]).includes(chord) && !theirs.has(chord))
      .map(([text]) => `${name}: ${text}`),
  );
  expect(found).toEqual([]);
});
