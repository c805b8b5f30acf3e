import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureStatus } from '../../../electron/contract/features.ts';
import { MISSIONS } from '../../../renderer/client/place.ts';
import {
  boardProgress,
  cardAt,
  columnOf,
  columnsOf,
  nextLaunch,
} from '../../../renderer/features/missions/board/board-select.ts';
import { decisionsOf, featureVerb, missionVerb } from '../../../renderer/features/missions/mission/verb-select.ts';
import { commands } from '../../../renderer/features/missions/mission/command-select.ts';
import { said } from '../../../renderer/features/missions/mission/said-select.ts';
import { MissionStatus } from '../../../electron/contract/missions.ts';
import { outlineRows, sideways } from '../../../renderer/features/missions/outline/outline-select.ts';
import {
  blockedNews,
  chosen,
  missionList,
  progressOf,
} from '../../../renderer/features/missions/mission/mission-select.ts';
import { projectList } from '../../../renderer/features/projects/project-select.ts';
import { entries } from '../../../renderer/features/palette/entries-select.ts';
import { found } from '../../../renderer/features/palette/found-select.ts';
import { BOARD, card, entry, missionsOf, projectsOf, summary } from '../../support/boards.ts';
import { snapshotOf } from '../../support/container.ts';

const NONE: ReadonlySet<string> = new Set();

test('missions under way stand first, and the newest first inside a status', () => {
  const missions = missionsOf(
    summary('2026-11-20-001', { status: 'completed' }),
    summary('2026-11-20-002', { status: 'executing' }),
    summary('2026-11-20-1000', { status: 'draft' }),
    summary('2026-11-20-999', { status: 'draft' }),
    summary('2026-11-20-003', { project: '/other' }),
  );

  const ids = missionList(missions, '/shop', '').map(({ id }) => id);

  expect(ids).toEqual(['2026-11-20-002', '2026-11-20-1000', '2026-11-20-999', '2026-11-20-001']);
});

test('every word of a search must be found in id, title or status', () => {
  const missions = missionsOf(summary('2026-11-20-001', { title: 'Sign in' }), summary('2026-11-20-002'));

  expect(missionList(missions, '/shop', 'SIGN draft')).toHaveLength(1);
  expect(missionList(missions, '/shop', 'sign executing')).toEqual([]);
});

test('progress counts settled assertions, and finished features where nothing is asserted', () => {
  const features = { total: 4, done: 1 };

  expect(progressOf({ features, assertions: { total: 3, settled: 2 } })).toMatchObject({ part: 2, whole: 3 });
  expect(progressOf({ features, assertions: { total: 0, settled: 0 } }).words).toBe('1 of 4 features done');
  expect(boardProgress(BOARD)).toMatchObject({ part: 1, whole: 2 });
});

test('what the address leaves open is what was shown last, else the first', () => {
  const snapshot = snapshotOf([], {
    projects: projectsOf(entry('/shop'), entry('/api')),
    missions: missionsOf(summary('2026-11-20-001'), summary('2026-11-20-002')),
  });
  const fresh = { project: null, mission: null };

  expect(chosen(snapshot, MISSIONS, fresh)).toMatchObject({ project: { path: '/api' }, mission: null, absent: null });
  expect(chosen(snapshot, MISSIONS, { project: '/shop', mission: '2026-11-20-001' }).mission?.id).toBe(
    '2026-11-20-001',
  );
  expect(chosen(snapshot, MISSIONS, { project: '/gone', mission: null }).project?.path).toBe('/api');
});

test('what the address names and is not there is told, and nothing else is shown in its place', () => {
  const snapshot = snapshotOf([], {
    projects: projectsOf(entry('/shop')),
    missions: missionsOf(summary('2026-11-20-001')),
  });
  const last = { project: '/shop', mission: null };

  expect(chosen(snapshot, { ...MISSIONS, project: '/nowhere' }, last)).toEqual({
    project: null,
    mission: null,
    absent: '/nowhere',
  });
  expect(chosen(snapshot, { ...MISSIONS, project: '/shop', mission: 'x' }, last)).toMatchObject({
    mission: null,
    absent: 'x',
  });
});

test('opened projects stand first, then recent ones, those of the graph and of containers', () => {
  const projects = projectsOf(
    entry('/c', { sources: ['container'] }),
    entry('/r', { sources: ['recent', 'container'] }),
    entry('/g', { sources: ['graph'] }),
    entry('/o', { sources: ['open', 'recent'] }),
  );

  expect(projectList(projects).map(({ path }) => path)).toEqual(['/o', '/r', '/g', '/c']);
});

test('only what newly stands still is read out', () => {
  const before = missionsOf(summary('2026-11-20-001', { title: 'Sign in' }));
  const features = { total: 2, done: 0, active: 0, blocked: 1 };
  const now = missionsOf(
    summary('2026-11-20-001', { title: 'Sign in', features, assertions: { total: 2, settled: 0, failed: 2 } }),
    summary('2026-11-20-002', { features }),
  );

  expect(blockedNews(before, now)).toBe('1 feature of Sign in is blocked. 2 assertions of Sign in failed.');
  expect(blockedNews(now, now)).toBe('');
  expect(blockedNews(now, before)).toBe('');
});

test('every feature stands in exactly one column, and ready ones apart from those that wait', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...FeatureStatus.options), fc.boolean())), (states) => {
      const features = states.map(([status, ready], index) => card(`f${index}`, { status, ready }));
      const columns = columnsOf({ features, milestones: [] });

      expect(columns.flatMap(({ cards }) => cards)).toHaveLength(features.length);
    }),
  );
  expect(columnOf(card('a', { ready: true }))).toBe('ready');
  expect(columnOf(card('a', { status: 'assigned' }))).toBe('active');
});

test('cards stand in the order of their milestones', () => {
  const features = [card('late', { milestoneId: 'build' }), card('early', { milestoneId: 'plan' })];
  const [pending] = columnsOf({ ...BOARD, features });

  expect(pending?.cards.map(({ feature }) => feature.id)).toEqual(['early', 'late']);
});

test('the cursor goes along a column, and sideways past empty ones', () => {
  const columns = columnsOf({
    milestones: [],
    features: [card('a'), card('b'), card('c', { status: 'review' }), card('d', { status: 'done' })],
  });

  expect(cardAt(columns, null, 'down')).toBe('a');
  expect(cardAt(columns, 'a', 'down')).toBe('b');
  expect(cardAt(columns, 'b', 'down')).toBe('b');
  expect(cardAt(columns, 'b', 'right')).toBe('c');
  expect(cardAt(columns, 'd', 'right')).toBe('d');
  expect(cardAt(columns, 'c', 'left')).toBe('a');
  expect(cardAt([], 'a', 'left')).toBeNull();
});

test('the cursor never leaves the board, wherever it goes', () => {
  const direction = fc.constantFrom('left', 'right', 'up', 'down', 'first', 'last' as const);
  const features = FeatureStatus.options.map((status, index) => card(`f${index}`, { status }));
  const columns = columnsOf({ features, milestones: [] });

  fc.assert(
    fc.property(fc.array(direction), (way) => {
      const end = way.reduce<string | null>((at, to) => cardAt(columns, at, to), null);

      expect(way.length === 0 ? end === null : features.some(({ feature }) => feature.id === end)).toBe(true);
    }),
  );
});

test('a move has the verb that a person would use', () => {
  expect([missionVerb('executing'), missionVerb('approved')]).toEqual(['Mark as executing', 'Approve']);
  expect([featureVerb('review', 'pending'), featureVerb('blocked', 'pending')]).toEqual([
    'Send back',
    'Set status: pending',
  ]);
});

test('no word of a status says that work is begun, and the next step of an approved mission is a launch', () => {
  const words = MissionStatus.options
    .map((status) => `${missionVerb(status)}. ${said.mission('It', status)}`)
    .join(' ');
  expect(words).not.toMatch(/start|resume|run|launch|begin/i);
  expect(decisionsOf({ moves: ['executing', 'paused', 'validating', 'completed'] })).toEqual(['completed']);

  const at = (status: MissionStatus, change: Partial<(typeof BOARD.features)[number]> = {}) => {
    const features = BOARD.features.map((one) => ({ ...one, ...change }));
    return nextLaunch({ ...BOARD, features, mission: { ...BOARD.mission, status } })?.feature.id;
  };
  const first = BOARD.features.find(({ ready, feature }) => ready && feature.status === 'pending')?.feature.id;
  expect([at('draft'), at('completed'), at('approved', { ready: false })]).toEqual([undefined, undefined, undefined]);
  expect([at('approved'), at('executing'), at('paused')]).toEqual([first, first, undefined]);
});

test('the outline lists milestones, features and assertions, and leaves out what is folded', () => {
  const keys = (folded: ReadonlySet<string>): string[] => outlineRows(BOARD, folded).map(({ key }) => key);

  expect(keys(NONE)).toEqual([
    'milestone plan',
    'feature design',
    'assertion design-1',
    'assertion design-2',
    'milestone build',
  ]);
  expect(keys(new Set(['feature design']))).toEqual(['milestone plan', 'feature design', 'milestone build']);
  expect(keys(new Set(['milestone plan']))).toEqual(['milestone plan', 'milestone build']);
});

test('a feature of a milestone that is not in the mission is not lost', () => {
  const rows = outlineRows({ ...BOARD, features: [card('stray', { milestoneId: 'gone' })] }, NONE);

  expect(rows.at(-1)).toMatchObject({ kind: 'feature', parent: null });
});

test('left folds, then climbs; right unfolds, then goes in', () => {
  const rows = outlineRows(BOARD, NONE);

  expect(sideways(rows, 'feature design', { folded: NONE, to: 'left' })).toEqual({ toggle: 'feature design' });
  expect(sideways(rows, 'assertion design-1', { folded: NONE, to: 'left' })).toEqual({ go: 'feature design' });
  expect(sideways(rows, 'milestone plan', { folded: NONE, to: 'right' })).toEqual({ go: 'feature design' });
  expect(sideways(rows, 'milestone build', { folded: NONE, to: 'right' })).toBeUndefined();
  const folded = new Set(['milestone plan']);
  expect(sideways(outlineRows(BOARD, folded), 'milestone plan', { folded, to: 'right' })).toEqual({
    toggle: 'milestone plan',
  });
});

test('every action has its command', () => {
  expect(commands.moveMission('m1', 'approved')).toBe('maestro mission approve m1');
  expect(commands.moveMission('m1', 'paused')).toBe('maestro mission update m1 --status paused');
  expect(commands.moveFeature('m1', 'f1', 'pending')).toBe(
    'maestro feature update f1 --mission m1 --status pending --retry-reason …',
  );
  expect(commands.judge('m1', 'a1', 'waived')).toBe(
    'maestro validate update a1 --mission m1 --result waived --reason …',
  );
  expect(commands.judge('m1', 'a1', 'pending')).toBe('maestro validate update a1 --mission m1 --result pending');
  expect(commands.importPlan('plan-implement')).toBe(
    'maestro mission create --file plan.json --workflow plan-implement',
  );
});

test('the palette finds missions by #, and goes to them with their project', () => {
  const snapshot = snapshotOf([], {
    projects: projectsOf(entry('/shop')),
    missions: missionsOf(summary('2026-11-20-001', { title: 'Sign in' })),
  });
  const all = entries(snapshot, { current: null, handlers: {}, offers: [] });

  expect(found(all, '# sign')[0]).toMatchObject({
    command: 'maestro mission show 2026-11-20-001',
    act: { kind: 'mission', project: '/shop', mission: '2026-11-20-001' },
  });
  expect(found(all, '#').every(({ group }) => group === 'Missions')).toBe(true);
});
