import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MissionSummary } from '../../../electron/contract/missions.ts';
import { NoticeKind } from '../../../electron/contract/notices.ts';
import { ContainerName } from '../../../electron/contract/ids.ts';
import type { DaemonConfig } from '../../../electron/engine/config/config.ts';
import { type Episode, episodesOf } from '../../../electron/engine/attention/episodes-rules.ts';
import { decideNotice, isQuiet, NOTHING_TOLD } from '../../../electron/engine/attention/notices-rules.ts';
import { demoSnapshot } from '../../../electron/demo/fleet.ts';

const MINUTE = 60_000;
/** A local time, since quiet hours are. */
const NOON = new Date(2026, 10, 29, 12, 0).getTime();

const WISHES: DaemonConfig['notifications'] = {
  enabled: true,
  attentionThresholdMs: 5 * MINUTE,
  notifyOn: NoticeKind.options,
  quietHours: null,
  terminal: true,
  webhook: null,
};

function episode(name: string, changes: Partial<Episode> = {}): Episode {
  const container = ContainerName.parse(name);
  return { key: name, kind: 'attention_needed', container, name, since: NOON, text: 'Which one?', ...changes };
}

/** What a person hears while time goes by, from one moment to the next. */
function heard(
  moments: readonly { at: number; episodes?: readonly Episode[]; focused?: string; wishes?: Partial<typeof WISHES> }[],
) {
  let memory = NOTHING_TOLD;
  return moments.map(({ at, episodes = [], focused, wishes }) => {
    const decided = decideNotice(memory, {
      episodes,
      focused: focused === undefined ? null : ContainerName.parse(focused),
      wishes: { ...WISHES, ...wishes },
      now: new Date(at),
    });
    memory = decided.memory;
    return decided.notice === null ? null : `${decided.notice.title} | ${decided.notice.body}`;
  });
}

test('a person is called after the threshold, and once for each episode', () => {
  const episodes = [episode('api-1')];
  const times = [0, 4, 5, 6, 60].map((minutes) => ({ at: NOON + minutes * MINUTE, episodes }));
  expect(heard(times)).toEqual([null, null, 'api-1 needs you | Which one?', null, null]);
});

test('the next question of the same agent is another episode', () => {
  const later = episode('api-1', { key: 'later', since: NOON + 10 * MINUTE, text: 'And now?' });
  expect(
    heard([
      { at: NOON + 5 * MINUTE, episodes: [episode('api-1')] },
      { at: NOON + 15 * MINUTE, episodes: [later] },
    ]),
  ).toEqual(['api-1 needs you | Which one?', 'api-1 needs you | And now?']);
});

test('a state that flickers is told once', () => {
  const failed = episode('api-1', { kind: 'firewall_failed', text: 'It is open.' });
  const at = [0, 1, 2, 3].map((minutes) => NOON + minutes * MINUTE);
  const [first = 0, second = 0, third = 0] = at;
  expect(heard([{ at: first, episodes: [failed] }, { at: second }, { at: third, episodes: [failed] }])).toEqual([
    'api-1 is not proven closed | It is open.',
    null,
    null,
  ]);
});

test('what comes up together, or within 20 seconds of a call, is one call', () => {
  const at = NOON + 5 * MINUTE;
  const both = [episode('api-1'), episode('web-1')];
  const third = [...both, episode('docs-1', { kind: 'firewall_failed', since: at })];
  expect(
    heard([
      { at, episodes: both },
      { at: at + 5_000, episodes: third },
      { at: at + 20_000, episodes: third },
    ]),
  ).toEqual(['2 agents need you | api-1, web-1.', null, 'docs-1 is not proven closed | Which one?']);
});

test('nobody is called to a container that they look at, until they look away', () => {
  const episodes = [episode('api-1')];
  expect(
    heard([
      { at: NOON + 6 * MINUTE, episodes, focused: 'api-1' },
      { at: NOON + 7 * MINUTE, episodes },
    ]),
  ).toEqual([null, 'api-1 needs you | Which one?']);
});

test('quiet hours fold what came up into one call at their end, with what is over by then', () => {
  const wishes = { quietHours: { start: '11:00', end: '13:00' } };
  const hour = 60 * MINUTE;
  const [asks, ends] = [episode('api-1'), episode('web-1', { kind: 'container_failed' })];
  expect(
    heard([
      { at: NOON + 10 * MINUTE, episodes: [asks, ends], wishes },
      { at: NOON + hour - MINUTE, episodes: [asks], wishes },
      { at: NOON + hour, episodes: [asks], wishes },
      { at: NOON + hour + MINUTE, episodes: [asks], wishes },
    ]),
  ).toEqual([null, null, 'While it was quiet: api-1 needs you, web-1 failed | api-1, web-1. Over by now: 1.', null]);
});

test('quiet hours count over midnight, from their start until before their end', () => {
  const hours = { start: '23:00', end: '08:00' };
  const at = (hour: number, minute: number): boolean => isQuiet(hours, new Date(2026, 10, 29, hour, minute));
  expect([at(22, 59), at(23, 0), at(3, 0), at(7, 59), at(8, 0)]).toEqual([false, true, true, true, false]);
});

test('a clock that is set back keeps nobody waiting', () => {
  const episodes = [episode('api-1')];
  const earlier = NOON - 120 * MINUTE;
  expect(
    heard([
      { at: earlier, episodes },
      { at: earlier + MINUTE, episodes },
    ]),
  ).toEqual([expect.any(String), null]);
});

test('kinds that nobody wants to hear of, and notifications that are off, call nobody', () => {
  const episodes = [episode('api-1')];
  const at = NOON + 6 * MINUTE;
  expect(heard([{ at, episodes, wishes: { notifyOn: ['finished'] } }])).toEqual([null]);
  expect(heard([{ at, episodes, wishes: { enabled: false } }])).toEqual([null]);
});

test('an agent’s words come as one short line without control characters', () => {
  const text = `a\u001b]0;x\u0007\n\n${'long '.repeat(200)}\u202e`;
  const [call = ''] = heard([{ at: NOON + 6 * MINUTE, episodes: [episode('api-1', { text })] }]);
  // eslint-disable-next-line no-control-regex
  expect(call).not.toMatch(/[\u0000-\u001f\u202e]/);
  expect(call?.length).toBeLessThan(300);
});

test('whatever happens, each episode is told at most once, and each that lasts is told in the end', () => {
  const names = ['a-1', 'b-1', 'c-1', 'd-1'];
  const step = fc.record({
    present: fc.subarray(names),
    minutes: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 90 }) }, fc.constant(-300)),
    focused: fc.option(fc.constantFrom(...names), { nil: undefined }),
  });
  const quiet = fc.option(fc.constant({ start: '13:00', end: '15:30' }), { nil: null });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), quiet, (steps, quietHours) => {
      let [memory, now] = [NOTHING_TOLD, NOON];
      const begun = new Map<string, Episode>();
      const told: string[] = [];
      let episodes = 0;
      const look = (present: readonly string[], focused?: string): void => {
        for (const name of names) if (!present.includes(name)) begun.delete(name);
        for (const name of present)
          if (!begun.has(name)) begun.set(name, episode(name, { key: `${name} ${(episodes += 1)}`, since: now }));
        const decided = decideNotice(memory, {
          episodes: [...begun.values()],
          focused: focused === undefined ? null : ContainerName.parse(focused),
          wishes: { ...WISHES, quietHours },
          now: new Date(now),
        });
        told.push(...Object.keys(decided.memory.told).filter((key) => memory.told[key] === undefined));
        memory = decided.memory;
      };
      for (const { present, minutes, focused } of steps) {
        now += minutes * MINUTE;
        look(present, focused);
      }
      const last = steps.at(-1)?.present ?? [];
      for (let waited = 0; waited < 8; waited++) {
        now += 60 * MINUTE;
        look(last);
      }
      expect(new Set(told).size).toBe(told.length);
      for (const { key } of begun.values()) expect(told).toContain(key);
    }),
  );
});

test('a fleet’s episodes are its containers that want a person, and sign-ins in their last hour', () => {
  const now = NOON;
  const containers = Object.values(demoSnapshot({ now }).containers);
  const wanting = containers.filter(({ state }) => ['needs-you', 'finished', 'error', 'interrupted'].includes(state));
  const episodes = episodesOf(containers, new Date(now));
  const named = episodes.filter(({ kind }) => kind !== 'token_expiring' && kind !== 'dormant');
  expect(named.map(({ container }) => container)).toEqual(expect.arrayContaining(wanting.map(({ name }) => name)));

  const soon = containers.map((one) => ({
    ...one,
    docker: 'running' as const,
    credential: { state: 'expiring' as const, expiresAt: new Date(now + 30 * MINUTE).toISOString() },
  }));
  const signIns = episodesOf(soon, new Date(now)).filter(({ kind }) => kind === 'token_expiring');
  expect(new Set(signIns.map(({ name }) => name)).size).toBe(signIns.length);
  expect(signIns[0]?.text).toBe('It ends in 30 min. maestro auth renews it.');
});

test('who looks away is called when a proof has lapsed, once a lapse, and not for one that is late', () => {
  const [some] = Object.values(demoSnapshot({ now: NOON }).containers);
  const at = (minutes: number, state: 'verified' | 'unproven' = 'unproven') => {
    const isolation = { ...some!.isolation, state, provenAt: new Date(NOON).toISOString() };
    const container = { ...some!, state: 'running' as const, problem: null, credential: null, isolation };
    const now = NOON + minutes * MINUTE;
    return { at: now, episodes: episodesOf([container], new Date(now)) };
  };

  const [late, lapsed, still] = heard([at(14), at(16), at(60)]);

  expect([late, still]).toEqual([null, null]);
  expect(lapsed).toMatch(/ is not proven closed \| The last proof is of .*Nothing shows that it is open/);
  expect(heard([at(60, 'verified')])).toEqual([null]);
});

test('a mission whose run stands still is told of once, with its reason', () => {
  const still = { at: new Date(NOON).toISOString(), sentence: '$2 of $1 are spent.' };
  const mission = { project: '/p', id: '2026-11-29-001', title: 'Pay by card', still } as MissionSummary;
  const episodes = episodesOf([], new Date(NOON), { missions: [mission, { ...mission, still: undefined }] });
  expect(heard([0, 1].map((minutes) => ({ at: NOON + minutes * MINUTE, episodes })))).toEqual([
    'The run of “Pay by card” stands still | $2 of $1 are spent.',
    null,
  ]);
});
