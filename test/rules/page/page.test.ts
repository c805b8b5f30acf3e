import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MISSION_TABS, placeHash, readPlace, SYSTEM_TABS } from '../../../renderer/client/place.ts';
import { ask, problemOf } from '../../../renderer/client/ask.ts';
import { receive } from '../../../renderer/client/store.ts';
import { able, credentialFact, linkTarget } from '../../../renderer/features/container/select.ts';
import { buildProgress, troubles, worst } from '../../../renderer/features/doctor/select.ts';
import { entries } from '../../../renderer/features/palette/entries-select.ts';
import { found } from '../../../renderer/features/palette/found-select.ts';
import { SHORTCUTS } from '../../../electron/contract/shortcuts.ts';
import { begins, isAppChord, shortcutsOf } from '../../../renderer/features/shortcuts/shortcuts.ts';
import { announcement, needingNames } from '../../../renderer/layout/announce.ts';
import { chordOf, keycaps, type Press } from '../../../renderer/ui/chords.ts';
import { age, duration, elapsed, memory, sentence, until } from '../../../renderer/ui/format.ts';
import { hintParts } from '../../../renderer/ui/hints.ts';
import { container, snapshotOf } from '../../support/container.ts';

const NOW = Date.parse('2026-05-04T10:00:00.000Z');
const press = (key: string, change: Partial<Press> = {}): Press => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...change,
});

test('a place survives being written into the address', () => {
  const place = fc.oneof(
    fc.record({
      at: fc.constant('container' as const),
      name: fc.string({ minLength: 1 }),
      window: fc.constant('shell' as const),
    }),
    fc.record({ at: fc.constant('creation' as const), id: fc.string({ minLength: 1 }) }),
    fc.record({ at: fc.constantFrom('fleet' as const, 'system' as const) }),
    fc.record({ at: fc.constant('system' as const), tab: fc.constantFrom(...SYSTEM_TABS) }),
    fc.record({
      at: fc.constant('missions' as const),
      project: fc.option(fc.string({ minLength: 1 })),
      mission: fc.option(fc.string({ minLength: 1 })),
      tab: fc.constantFrom(...MISSION_TABS),
      feature: fc.option(fc.string({ minLength: 1 })),
    }),
  );

  fc.assert(
    fc.property(place, (there) => {
      expect(readPlace(placeHash(there))).toEqual(there);
    }),
  );
});

test('an address that says nothing known is the fleet', () => {
  for (const hash of ['', '#', '#/', '#/nowhere', '#/container/', '#/container/%', '#/creation']) {
    expect(['fleet', 'container']).toContain(readPlace(hash).at);
  }
  expect(readPlace('#/container/x/cellar')).toEqual({ at: 'container', name: 'x', window: 'agent' });
});

test('a change before any snapshot is dropped, and one after it is applied', () => {
  const change = { kind: 'change' as const, change: { revision: 7, fields: { loaded: false } } };
  const before = { connection: { state: 'open' as const }, client: null, snapshot: null };

  expect(receive(before, change)).toEqual({});
  expect(receive({ ...before, snapshot: snapshotOf([]) }, change).snapshot).toMatchObject({
    revision: 7,
    loaded: false,
  });
});

test('the host’s problem is shown as it is, and anything else as a defect', () => {
  const problem = { code: 'DISK_FULL', sentence: 'No space is left.', hints: ['Free some.'], detail: null };

  expect(problemOf({ code: 'PROBLEM', data: problem })).toEqual(problem);
  expect(problemOf(new Error('odd'))).toMatchObject({ code: 'INTERNAL', sentence: 'odd' });
  expect(problemOf({ code: 'BAD_REQUEST', data: { issues: [{ message: 'Give a name.' }] } })).toMatchObject({
    code: 'INPUT_INVALID',
    sentence: 'Give a name.',
  });
});

test('a call without a connection says so instead of throwing', async () => {
  await expect(ask(() => Promise.resolve(1))).resolves.toMatchObject({
    ok: false,
    problem: { code: 'CONNECTION_LOST' },
  });
});

test('a sign-in that runs out is told in time', () => {
  const expiresAt = '2026-05-04T12:30:00.000Z';

  expect(credentialFact({ state: 'expiring', expiresAt }, NOW)).toMatchObject({ tone: 'warn', word: '2h' });
  expect(credentialFact({ state: 'expired', expiresAt }, NOW)).toMatchObject({ tone: 'bad', word: 'Expired' });
  expect(credentialFact({ state: 'invalid', expiresAt: null }, NOW)).toMatchObject({ tone: 'bad' });
  expect(credentialFact(null, NOW)).toMatchObject({ tone: 'none' });
});

test('only what runs can be stopped, and what was never finished cannot be started', () => {
  expect(able(container('a'))).toEqual({ start: false, stop: true, open: true });
  expect(able(container('b', { docker: 'exited', state: 'stopped' }))).toEqual({
    start: true,
    stop: false,
    open: false,
  });
  expect(able(container('c', { docker: 'created', state: 'incomplete' })).start).toBe(false);
});

test('a link shows where it really leads, and only web addresses are links', () => {
  expect(linkTarget('https://аpple.com/x')?.host).toBe('xn--pple-43d.com');
  expect(linkTarget('https://good.test@evil.test/')).toBeUndefined();
  expect(linkTarget('javascript:alert(1)')).toBeUndefined();
  expect(linkTarget('file:///etc/passwd')).toBeUndefined();
  expect(linkTarget('not a link')).toBeUndefined();
});

test('failed checks are told before warnings', () => {
  const check = { title: '', found: '', hints: [] };
  const checks = [
    { ...check, id: 'disk' as const, state: 'warning' as const },
    { ...check, id: 'git' as const, state: 'ok' as const },
    { ...check, id: 'docker' as const, state: 'failed' as const },
  ];

  expect(troubles(checks).map(({ id }) => id)).toEqual(['docker', 'disk']);
  expect(worst({ at: '2026-05-04T10:00:00.000Z', checks })).toBe('failed');
  expect(worst(null)).toBe('ok');
});

test('a build counts the step under way as not done', () => {
  const build = {
    target: 'agent',
    state: 'running',
    startedAt: '',
    ms: null,
    step: '',
    lines: [],
    problem: null,
    blocks: false,
  } as const;

  expect(buildProgress({ ...build, lines: [], stepNumber: 1, stepCount: 10 })).toBe(0);
  expect(buildProgress({ ...build, lines: [], stepNumber: 0, stepCount: 0 })).toBe(0);
  expect(buildProgress({ ...build, lines: [], state: 'done', stepNumber: 3, stepCount: 10 })).toBe(1);
});

test.each(['Inbox', 'Fleet', 'Missions'])(
  'no two shortcuts want the same key in %s, and every one has a key',
  (place) => {
    const keys = SHORTCUTS.filter(({ group }) => ['Anywhere', 'Lists', place].includes(group)).flatMap(
      ({ keys: own }): string[] => [...own],
    );

    expect(new Set(keys).size).toBe(keys.length);
    expect(SHORTCUTS.every(({ keys: own }) => own.length > 0)).toBe(true);
  },
);

test('a sequence is known by its first key and done by its second', () => {
  expect(begins('g')).toBe(true);
  expect(begins('j')).toBe(false);
  expect(shortcutsOf('f', 'g')).toEqual(['fleet']);
  expect(shortcutsOf('f', null)).toEqual(['fetch']);
});

test('a chord is named alike on every keyboard', () => {
  expect(chordOf(press('k', { ctrlKey: true }), false)).toBe('mod+k');
  expect(chordOf(press('k', { metaKey: true }), true)).toBe('mod+k');
  expect(chordOf(press('k', { ctrlKey: true }), true)).toBeUndefined();
  expect(chordOf(press('J', { shiftKey: true }), false)).toBe('shift+j');
  expect(chordOf(press('?', { shiftKey: true }), false)).toBe('?');
  expect(chordOf(press('Shift', { shiftKey: true }), false)).toBeUndefined();
  expect(keycaps('mod+shift+j', true)).toEqual(['⌘', 'Shift', 'J']);
});

test('control keys that programs in a terminal need stay with the terminal', () => {
  for (const letter of 'abcdefghilmopqrstuvwxyz') expect(isAppChord(`mod+${letter}`)).toBe(false);
  expect(isAppChord('mod+k')).toBe(true);
});

test('the palette finds by beginning, by word, by letters in order, and by kind', () => {
  const all = entries(snapshotOf([container('feat-oauth-login-1'), container('docs-guide-2')]), {
    current: null,
    handlers: {},
    offers: [],
  });

  expect(found(all, 'login')[0]?.label).toBe('feat-oauth-login-1');
  expect(found(all, 'ftoal')[0]?.label).toBe('feat-oauth-login-1');
  expect(found(all, '@').every(({ group }) => group === 'Containers')).toBe(true);
  expect(found(all, '> doctor').map(({ command }) => command)).toEqual(['maestro doctor']);
  expect(found(all, 'zzzz')).toEqual([]);
});

test('the palette offers what can be done with the current container', () => {
  const labels = entries(snapshotOf([container('a')]), { current: 'maestro-a', handlers: {}, offers: [] }).map(
    ({ label }) => label,
  );

  expect(labels).toContain('Stop a');
  expect(labels).not.toContain('Start a');
});

test('only containers that begin to need the user are announced', () => {
  const asks = container('asks', {
    state: 'needs-you',
    attention: { kind: 'question', at: '2026-05-04T10:00:00.000Z', text: 'PKCE?' },
  });
  const { containers } = snapshotOf([asks, container('works')]);

  expect(announcement(containers, [], needingNames(containers))).toBe('asks needs you: PKCE?');
  expect(announcement(containers, ['maestro-asks'], needingNames(containers))).toBe('');
});

test('a hint’s commands are told from its words', () => {
  expect(hintParts('Run `sudo x -y` first, or maestro image base.')).toEqual([
    { text: 'Run ', command: false },
    { text: 'sudo x -y', command: true },
    { text: ' first, or ', command: false },
    { text: 'maestro image base', command: true },
    { text: '.', command: false },
  ]);
});

test('a hint’s parts are the whole hint', () => {
  fc.assert(
    fc.property(fc.string(), (hint) => {
      const whole = hintParts(hint).map(({ text, command }) =>
        command && hint.includes(`\`${text}\``) ? `\`${text}\`` : text,
      );

      expect(whole.join('')).toBe(hint);
    }),
  );
});

test('times and sizes are told in one glance', () => {
  expect([age('2026-05-04T09:56:59.000Z', NOW), age('2026-05-04T10:00:09.000Z', NOW)]).toEqual(['3m', '0s']);
  expect(until('2026-05-10T10:00:00.000Z', NOW)).toBe('6d');
  expect(until('2026-05-04T09:00:00.000Z', NOW)).toBe('expired');
  expect([duration(340), duration(2400), duration(64_000), elapsed(9900)]).toEqual([
    '340 ms',
    '2.4 s',
    '1 m 04 s',
    '9 s',
  ]);
  expect([memory(4 * 1024 ** 3), memory(512 * 1024 ** 2)]).toEqual(['4 GB', '512 MB']);
  expect(sentence(['a', 'b', 'c'])).toBe('a, b and c');
});
