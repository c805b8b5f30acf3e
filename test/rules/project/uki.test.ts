import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HandoffContent, HandoffWords } from '../../../electron/contract/handoffs.ts';
import { composeContent } from '../../../electron/engine/project/handoffs/content-rules.ts';
import { readLegacyUki } from '../../../electron/engine/project/handoffs/legacy-rules.ts';
import { anchor, token } from '../../../electron/engine/project/records/token-rules.ts';
import { countWords, decodeUki, encodeUki } from '../../../electron/engine/project/handoffs/uki-rules.ts';
import { MAX_WORDS } from '../../../electron/engine/project/records/token-rules.ts';

const word = fc.stringMatching(/^[a-zA-Z0-9./ é]{0,5}[a-zA-Z0-9]$/).map((text) => text.trim());
const tokenOf = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join('_'));
const list = fc.array(
  tokenOf.filter((text) => text !== 'NONE'),
  { maxLength: 4 },
);
const filled = fc.array(
  tokenOf.filter((text) => text !== 'NONE'),
  { minLength: 1, maxLength: 4 },
);
const single = fc
  .array(tokenOf, { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('-'))
  .filter((text) => text.length < 140);
const confidence = fc.integer({ min: 0, max: 100 }).map((value) => value / 100);

const common = {
  currentState: single,
  sessionCore: single,
  decisions: list,
  artifacts: filled,
  readMore: filled,
  nextAction: single,
  summary: single,
  maestroRefs: fc.record({ missionId: word, featureId: word }, { requiredKeys: [] }),
  cs: fc.record({ work: confidence, summary: confidence }, { requiredKeys: ['work'] }),
  signalDelta: list,
  causalDrivers: list,
  divergences: list,
};
const execute = fc.record(
  {
    mode: fc.constant('execute' as const),
    ...common,
    boundaryState: list,
    risks: list,
    blindSpot: single,
    metaphor: single,
    touchedFiles: list,
    completedWork: list,
    validation: list,
  },
  {
    requiredKeys: [
      'mode',
      ...(Object.keys(common) as (keyof typeof common)[]),
      'boundaryState',
      'risks',
      'touchedFiles',
      'completedWork',
      'validation',
    ],
  },
);
const plan = fc.record({
  mode: fc.constant('plan' as const),
  ...common,
  boundaryState: fc.constant([]),
  risks: fc.constant([]),
  planPaths: list,
  maestroSync: list,
});

test('what can be written comes back the same', () => {
  fc.assert(
    fc.property(fc.oneof(execute, plan), (content) => {
      const encoded = encodeUki(content as HandoffContent);
      fc.pre('uki' in encoded);
      if ('uki' in encoded) expect(decodeUki(encoded.uki)).toEqual({ content });
    }),
  );
});

test('decoding answers whatever it is given', () => {
  const junk = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^MODE-(plan|execute)[|A-Z_-]{0,80}$/),
  );

  fc.assert(
    fc.property(junk, (text) => {
      const decoded = decodeUki(text);
      expect('content' in decoded || decoded.flaw.reason !== '').toBe(true);
      expect(() => readLegacyUki(text, '5.3')).not.toThrow();
    }),
  );
});

test('no packet contains what would break it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const encoded = encodeUki(base({ summary: text }));
      if ('uki' in encoded) expect(encoded.uki.split('|')).toHaveLength(18);
    }),
  );
});

test.each([
  ['a colon', { sessionCore: 'a:b' }, 'SESSION_CORE'],
  ['seven words', { summary: 'a_b_c_d_e_f_g' }, 'SUMMARY'],
  ['140 characters', { summary: 'a'.repeat(140) }, 'SUMMARY'],
  ['a dash in a list', { decisions: ['a-b'] }, 'DECISIONS'],
  ['an empty part', { nextAction: 'a--b' }, 'NEXT_ACTION'],
  ['no anchor', { artifacts: [] }, 'ARTIFACTS'],
  ['a negative confidence', { cs: { work: -1 } }, 'CS'],
])('%s is refused by the name of its block', (_what, change, block) => {
  expect(encodeUki(base(change))).toMatchObject({ flaw: { block } });
});

test.each([
  [0.9, '0.9'],
  [0.955, '0.95'],
  [1, '1'],
  [0, '0'],
])('a confidence of %s is written as %s', (work, text) => {
  expect(encodeUki(base({ cs: { work } }))).toMatchObject({
    uki: expect.stringContaining(`|CS-work_${text}|`) as string,
  });
});

test('an anchor always fits, and the end of a path survives', () => {
  expect(anchor('file', 'packages/app/src/deep/er/login.test.ts')).toBe('file_deep_er_login_test_ts');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (path) => {
      const content = base({ artifacts: [anchor('file', path), anchor('branch', path)] });
      expect(countWords(anchor('file', path))).toBeLessThanOrEqual(MAX_WORDS);
      expect(encodeUki(content)).toHaveProperty('uki');
    }),
  );
});

test('whatever git and the mission say, they never make a handoff fail', () => {
  const around = fc.record({
    branch: fc.option(fc.string(), { nil: undefined }),
    changes: fc.array(fc.string(), { minLength: 1 }),
    hasPlan: fc.boolean(),
    mission: fc.constant('2026-11-20-1000'),
  });

  fc.assert(
    fc.property(around, (surroundings) => {
      expect(encodeUki(composeContent(WORDS, surroundings))).toHaveProperty('uki');
    }),
  );
});

test('a token has at most twelve segments and is never empty', () => {
  expect(token('Fix the thing - now!')).toBe('fix_the_thing_now');
  expect(token('---')).toBe('unknown');
  expect(token('a b c d e f g h i j k l m').split('_')).toHaveLength(12);
});

const WORDS: HandoffWords = {
  mode: 'execute',
  sessionCore: 'c',
  summary: 's',
  nextAction: 'n',
  confidenceWork: 0.9,
  featureId: 'auth-impl',
  decisions: [],
  signals: [],
  artifacts: [],
  readMore: [],
  risks: [],
  drivers: [],
  divergences: [],
  boundaries: [],
  planPaths: [],
  maestroSync: [],
  touchedFiles: [],
  completed: [],
  validation: [],
};

function base(change: object): HandoffContent {
  const content = composeContent(WORDS, { branch: 'main', changes: ['a.ts'], hasPlan: false, mission: undefined });
  return { ...content, ...change };
}
