import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedLines } from '../../../electron/cli/missionControl/diff-rules.ts';
import { readKeys, readRest } from '../../../electron/cli/missionControl/input-rules.ts';
import { paletteItems } from '../../../electron/cli/missionControl/palette-rules.ts';
import type { View, World } from '../../../electron/cli/missionControl/view.ts';
import { chosenOf, press, START } from '../../../electron/cli/missionControl/view-rules.ts';
import {
  BINDINGS,
  deedOf,
  footerOf,
  helpRows,
  OVERLAYS,
} from '../../../electron/cli/missionControl/drawing/keys-rules.ts';
import { SCREENS } from '../../../electron/cli/missionControl/screens.ts';

const PLACES = [...SCREENS, ...OVERLAYS];

test('keys of a terminal have names', () => {
  expect(readKeys('fJ?\u001b[A\u001bOB\u001b[5~\u001b[1;5C\r\t\u001b[Z\u0003\u007f日').keys).toEqual([
    ...['f', 'J', '?', 'up', 'down', 'pageup', 'right', 'enter', 'tab', 'shift+tab', 'ctrl+c', 'backspace', '日'],
  ]);
});

test('Escape alone is a key once nothing follows it', () => {
  expect(readKeys('\u001b')).toEqual({ keys: [], rest: '\u001b' });
  expect(readRest('\u001b')).toEqual(['esc']);
  expect(readKeys('\u001bq').keys).toEqual(['esc', 'q']);
  expect(readRest('\u001b]11;rgb')).toEqual([]);
});

const ANSWERS = [
  '\u001b[?62;c',
  '\u001b[>0;276;0c',
  '\u001b]11;rgb:ffff/ffff/ffff\u0007',
  '\u001b]4;1;rgb:cdcd/0000/0000\u001b\\',
  '\u001bP>|tmux 3.3a\u001b\\',
  '\u001bP1+r524742=8\u001b\\',
  '\u001b_Gi=31;OK\u001b\\',
  '\u001b[?1u',
  '\u001b[12;40R',
  '\u001b[?2026;2$y',
  '\u001b[I',
  '\u001b[8;24;80t',
];

test('answers of a terminal are never keys, wherever they are cut', () => {
  const answers = fc.array(fc.constantFrom(...ANSWERS), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(answers, fc.nat(200), (parts, cut) => {
      const text = `${parts.join('')}j`;
      const first = readKeys(text.slice(0, cut));
      const second = readKeys(first.rest + text.slice(cut));
      expect([...first.keys, ...second.keys]).toEqual(['j']);
      expect(second.rest).toBe('');
    }),
  );
});

test('whatever arrives is read to its end or kept for later', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const { rest } = readKeys(text);
      expect(text.endsWith(rest)).toBe(true);
    }),
  );
});

test('the help names every key, and every key in it does something', () => {
  const help = helpRows();
  expect(help).toHaveLength(BINDINGS.length);
  for (const { keys, places, does } of BINDINGS) {
    for (const key of keys) for (const place of places) expect(deedOf(key, place), `${key} in ${place}`).toBeDefined();
    expect(places.some((place) => keys.some((key) => deedOf(key, place) === does))).toBe(true);
  }
});

test('the seed’s letters mean what they meant, everywhere but where something is asked', () => {
  for (const screen of SCREENS) {
    for (const [key, go] of Object.entries({
      F: 'features',
      D: 'dependencies',
      H: 'handoffs',
      C: 'config',
      M: 'memory',
    })) {
      expect(deedOf(key, screen)).toEqual({ go });
    }
    expect(deedOf('G', screen)).toEqual({ go: 'graph' });
  }
});

test('the last line of a place fits and names only keys of that place', () => {
  for (const place of PLACES) {
    expect(footerOf(place, 36).length).toBeLessThanOrEqual(36);
    expect(footerOf(place, 200)).toMatch(/\p{L}/u);
  }
});

/** A world with features, as far as keys look at it. */
function worldOf(count: number, status = 'pending'): World {
  const features = Array.from({ length: count }, (_, index) => ({
    id: `f${index + 1}`,
    title: `Feature ${index + 1}`,
    status,
    workerType: 'codex',
    hasReport: false,
    dependsOn: [],
    blockedBy: [],
    validTransitions: status === 'done' ? [] : ['assigned', 'in-progress'],
  }));
  const snapshot = {
    mode: 'mission',
    missionId: '2026-11-20-001',
    missionStatus: 'executing',
    activeFeature: null,
    features,
    taskPreviews: features,
    replyInbox: [],
    pendingHandoffs: [],
    dispatchQueue: [],
    configInspector: { tabs: ['overview', 'effective'], rowsByTab: {}, errors: [], hasProjectConfig: true },
    configSummary: { checks: [] },
    memory: {
      corrections: [],
      rawLearnings: [],
      graphContext: { relationships: [] },
      ratchetSuite: { assertions: [] },
    },
    agentGrid: [],
    eventStream: [],
    taskBoard: null,
    timelineMilestones: [],
    principleEffectiveness: [],
  };
  const missions = [{ id: '2026-11-20-001', title: 'Sign in', status: 'executing' }];
  return { snapshot: snapshot as unknown as World['snapshot'], missions, problems: [], agent: 'ada' };
}

function pressAll(world: World, keys: readonly string[], view: View = START) {
  return keys.reduce<ReturnType<typeof press>>((step, key) => press(step.view, key, world), { view });
}

test('arrows and j and k walk, and stop at the ends', () => {
  const world = worldOf(3);
  expect(chosenOf(pressAll(world, ['j', 'down']).view, world)).toBe('f3');
  expect(chosenOf(pressAll(world, ['end', 'j', 'j']).view, world)).toBe('f3');
  expect(chosenOf(pressAll(world, ['pagedown', 'k', 'up', 'up']).view, world)).toBe('f1');
});

test('the chosen feature stays chosen on every screen of features, and while it exists', () => {
  const { view } = pressAll(worldOf(3), ['j', 'f']);
  expect(chosenOf(view, worldOf(5))).toBe('f2');
  expect(chosenOf(view, worldOf(1))).toBe('f1');
});

test('a feature is changed after opening, menu and question, and only then', () => {
  const world = worldOf(2);
  expect(pressAll(world, ['f', 'enter', 'enter', 'j', 'enter']).act).toBeUndefined();
  const { act, view } = pressAll(world, ['f', 'enter', 'enter', 'j', 'enter', 'enter']);
  expect(act).toEqual({ kind: 'move', mission: '2026-11-20-001', feature: 'f1', from: 'pending', to: 'in-progress' });
  expect(view).toMatchObject({ busy: true, said: { text: 'Writing …' } });
  expect(pressAll(world, ['f', 'enter', 'enter', 'enter', 'n']).view.overlay).toBeUndefined();
});

test('while something is written, nothing else is', () => {
  const world = worldOf(1);
  const { act, view } = pressAll(world, ['enter', 'enter', 'enter', 'enter'], { ...START, busy: true });
  expect(act).toBeUndefined();
  expect(view.said?.text).toContain('still being written');
});

test('a final status offers no menu and says so', () => {
  expect(pressAll(worldOf(1, 'done'), ['enter', 'enter']).view).toMatchObject({
    said: { text: 'f1 is done, and that is final.' },
  });
});

test('letters in the palette are its filter, and q there does not quit', () => {
  const world = worldOf(1);
  const typed = pressAll(world, ['/', 'q', 'backspace', 'S', 'i', 'g', 'n']);
  expect(typed).toMatchObject({ view: { overlay: { kind: 'palette', text: 'Sign' } } });
  expect(press(typed.view, 'enter', world).act).toEqual({ kind: 'follow', mission: '2026-11-20-001' });
  expect(paletteItems(world, 'no such thing')).toEqual([]);
});

test('no keys ever break it, and none but Ctrl+C, Ctrl+T and q quit', () => {
  const known = [...new Set(BINDINGS.flatMap(({ keys }) => keys)), 'x', '日', 'backspace'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...known), { maxLength: 40 }), fc.nat(4), (keys, count) => {
      const world = worldOf(count);
      let view: View = START;
      for (const key of keys) {
        const step = press(view, key, world);
        if (step.act?.kind === 'quit') expect(['q', 'ctrl+c', 'ctrl+t']).toContain(key);
        view = { ...step.view, busy: false };
      }
    }),
  );
});

test('an edit is shown with what stands around it', () => {
  expect(changedLines('a\nb\nc\nd\ne\n', 'a\nb\nX\nd\ne\n', 1)).toEqual(['  b', '- c', '+ X', '  d']);
  expect(changedLines('a\n', 'a\n')).toEqual(['The file stays as it is.']);
  expect(changedLines('', 'a: 1\n', 1)).toEqual(['+ a: 1', '  ']);
});
