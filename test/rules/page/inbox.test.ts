import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Container, ContainerState } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import { missionKey } from '../../../electron/contract/missions.ts';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import { lettersOf } from '../../../renderer/features/inbox/choice-select.ts';
import { furthest } from '../../../renderer/features/inbox/clear-select.ts';
import { INBOX_GROUPS, INBOX_KINDS, type InboxItem } from '../../../renderer/features/inbox/inbox-item.ts';
import { inboxItems } from '../../../renderer/features/inbox/inbox-select.ts';
import { isAside, parted } from '../../../renderer/features/inbox/snooze-select.ts';
import { rowsOf, sectionsOf } from '../../../renderer/features/inbox/still-select.ts';
import { evidenceText } from '../../../renderer/features/inbox/words-select.ts';
import { container, snapshotOf } from '../../support/container.ts';
import { missionSummary } from '../../support/mission-summary.ts';
import { creation } from '../../../electron/demo/fleet.ts';

const AT = '2026-05-04T09:00:00.000Z';

const NOW = Date.parse('2026-05-04T10:00:00.000Z');
const GIT = { branch: 'feat/x', changed: 0, ahead: 2, behind: 0, sinceBase: 2 };
const PROBLEM: Problem = { code: 'GATEWAY_FAILED', sentence: 'Its gateway is gone.', hints: [], detail: null };

function items(containers: readonly Container[], change: Parameters<typeof snapshotOf>[1] = {}): InboxItem[] {
  return inboxItems(snapshotOf(containers, change));
}

function asking(name: string, at = AT, change: Partial<Container> = {}): Container {
  const attention = { kind: 'question' as const, at, text: 'PKCE?', choices: ['Yes', 'No'] };
  return container(name, { state: 'needs-you', since: at, evidence: 'asks a question: PKCE?', attention, ...change });
}

const instant = fc.integer({ min: 0, max: 10_000_000 }).map((seconds) => new Date(NOW - seconds * 1000).toISOString());

/** Any container that may be in a snapshot, whatever its parts say together. */
const anyContainer = fc
  .record({
    state: fc.constantFrom(...ContainerState.options),
    docker: fc.constantFrom('running' as const, 'exited' as const),
    agent: fc.constantFrom('claude' as const, 'codex' as const, 'custom' as const),
    evidence: fc.constantFrom('', 'the agent runs', 'asks a question'),
    since: instant,
    attention: fc.option(
      fc.record({
        kind: fc.constantFrom('bell', 'question', 'permission', 'finished', 'limit'),
        at: instant,
        text: fc.option(fc.string({ maxLength: 40 })),
      }),
    ),
    agentProcess: fc.option(fc.record({ state: fc.constant('exited' as const), exitCode: fc.nat({ max: 2 }) })),
    git: fc.option(fc.constant(GIT)),
    merged: fc.boolean(),
    credential: fc.option(
      fc.record({ state: fc.constantFrom('ok', 'expiring', 'expired', 'missing'), expiresAt: fc.option(instant) }),
    ),
    problem: fc.option(fc.constant(PROBLEM)),
  })
  .map((change) => change as Partial<Container>);

const fleet = fc
  .array(anyContainer, { maxLength: 12 })
  .map((changes) => changes.map((change, index) => container(`c${index}`, change)));

describe('whatever the snapshot says', () => {
  test('nothing waits without evidence, and each container, sign-in and project waits once', () => {
    fc.assert(
      fc.property(fleet, (containers) => {
        const found = items(containers);

        expect(found.every(({ facts }) => facts.every(({ evidence }) => evidence !== ''))).toBe(true);
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
        const working = new Set(
          containers
            .filter(({ state }) => ['running', 'quiet', 'starting', 'stopped'].includes(state))
            .map(({ name }) => name),
        );
        expect(found.filter(({ key }) => working.has(key as Container['name']))).toEqual([]);
      }),
    );
  });

  test('what blocks most stands first in the list and in an item, and what waits longest first in its group', () => {
    fc.assert(
      fc.property(fleet, (containers) => {
        const found = items(containers);
        const groups = found.map(({ group }) => INBOX_GROUPS.indexOf(group));

        expect(groups).toEqual(groups.toSorted((a, b) => a - b));
        for (const { facts } of found) {
          const ranks = facts.map(({ kind }) => INBOX_KINDS.indexOf(kind));
          expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        }
        const blocking = found.flatMap(({ group, facts }) => (group === 'blocking' ? [facts[0].since ?? '~'] : []));
        expect(blocking).toEqual(blocking.toSorted());
      }),
    );
  });

  test('the order does not depend on the order of the snapshot', () => {
    fc.assert(
      fc.property(fleet, (containers) => {
        expect(items(containers.toReversed()).map(({ key }) => key)).toEqual(items(containers).map(({ key }) => key));
      }),
    );
  });

  test('what is put aside until its state changes stays so while it is the same, and comes back when it is not', () => {
    fc.assert(
      fc.property(anyContainer, anyContainer, (before, after) => {
        const [was] = items([container('a', before)]).filter(({ subject }) => subject.kind === 'container');
        const [is] = items([container('a', after)]).filter(({ subject }) => subject.kind === 'container');
        fc.pre(was !== undefined && is !== undefined);
        const snooze = { stamp: was.stamp, until: null, done: false };

        expect(isAside(was, snooze, NOW)).toBe(true);
        if (was.facts[0].kind !== is.facts[0].kind) expect(isAside(is, snooze, NOW)).toBe(false);
      }),
    );
  });
});

test('a question that comes again ends a snooze before its time, and time ends it without one', () => {
  const [first] = items([asking('a')]);
  const [second] = items([asking('a', '2026-05-04T09:30:00.000Z')]);
  const snooze = { stamp: first!.stamp, until: NOW + 1000, done: false };

  expect(isAside(first!, snooze, NOW)).toBe(true);
  expect(isAside(second!, snooze, NOW)).toBe(false);
  expect(isAside(first!, snooze, NOW + 1000)).toBe(false);
});

test('what is done is not listed, and what is snoozed can be woken', () => {
  const [a, b, c] = items([asking('a'), asking('b'), asking('c')]);
  const aside = (item: InboxItem | undefined, done: boolean) => ({ stamp: item!.stamp, until: null, done });
  const snoozes = { [a!.key]: aside(a, true), [b!.key]: aside(b, false) };

  expect(parted([a!, b!, c!], snoozes, new Set([a!.key, b!.key]))).toEqual({ shown: [c], snoozed: [b] });
});

test('an error that is reported again and again is the same error', () => {
  const failed = (since: string) =>
    container('a', { state: 'error', evidence: PROBLEM.sentence, problem: PROBLEM, since });

  expect(items([failed(AT)])[0]!.stamp).toBe(items([failed('2026-05-04T09:59:00.000Z')])[0]!.stamp);
});

test('what one container waits for is one item, the most blocking first', () => {
  const crashed = container('a', {
    state: 'dormant',
    evidence: 'the agent ended with exit code 1',
    agentProcess: { state: 'exited', exitCode: 1 },
    git: GIT,
  });

  expect(items([crashed]).map(({ group, facts }) => [group, ...facts.map(({ kind }) => kind)])).toEqual([
    ['decide', 'crashed', 'review'],
  ]);
});

test('a finished agent waits for a review where it left work, is told where it left none, and not once that is merged', () => {
  const finished = (change: Partial<Container>) =>
    items([container('a', { state: 'finished', evidence: 'says it is finished', ...change })]).map(
      ({ facts }) => facts[0].kind,
    );

  expect(finished({ git: GIT })).toEqual(['review']);
  expect(finished({})).toEqual(['finished']);
  expect(finished({ git: GIT, merged: true })).toEqual([]);
});

test('a plan is told from other permissions', () => {
  const attention = { kind: 'permission' as const, at: AT, text: 'ExitPlanMode' };

  expect(items([asking('a', AT, { attention })])[0]!.facts[0].kind).toBe('plan');
  expect(items([asking('a', AT, { attention: { ...attention, text: 'Bash: ls' } })])[0]!.facts[0].kind).toBe(
    'permission',
  );
});

test('a sign-in that ended is one item for all who have it, and blocks only where an agent lives', () => {
  const credential = { state: 'expired' as const, expiresAt: AT };
  const one = container('a', { credential });
  const other = container('b', { credential });
  const asleep = container('c', { credential, state: 'dormant' });

  expect(items([one, other]).map(({ key, group }) => [key, group])).toEqual([['credential claude', 'blocking']]);
  expect(items([asleep]).map(({ group }) => group)).toEqual(['decide']);
  expect(items([container('d', { credential, docker: 'exited', state: 'stopped' })])).toEqual([]);
});

test('a creation that failed waits with the step that failed, and handoffs wait by project', () => {
  const failed = creation('0198c0de-0000-7000-8000-000000000009', { state: 'failed', problem: PROBLEM });
  const project = { path: '/w/shop', name: 'shop', state: 'ready', pendingHandoffs: 2 } as ProjectEntry;
  const found = items([], { creations: { [failed.id]: failed }, projects: { '/w/shop': project } });

  expect(found.map(({ group, facts: [fact] }) => [group, fact.kind, fact.text])).toEqual([
    ['blocking', 'failed', 'Its gateway is gone.'],
    ['fyi', 'handoffs', '2 handoffs wait to be claimed.'],
  ]);
  expect(found[0]!.facts[0].evidence).toContain('its creation failed');
});

test('evidence comes with its time, where there is one', () => {
  expect(evidenceText({ evidence: 'rang the bell', since: AT }, NOW)).toBe('rang the bell (1h ago)');
  expect(evidenceText({ evidence: 'it ends', since: '2026-05-04T12:00:00.000Z' }, NOW)).toBe('it ends (in 2h)');
  expect(evidenceText({ evidence: '2 pending handoffs', since: null }, NOW)).toBe('2 pending handoffs');
});

test.each<[string, string[], (number | null)[]]>([
  ['three', ['Yes', 'Yes, and don’t ask again for rm', 'No, and tell it what to do (esc)'], [1, 2, 3]],
  ['in another order', ['Deny', 'Always allow', 'Allow once'], [3, 2, 1]],
  ['two lasting ones', ['Yes', 'Yes, allow always', 'Yes, for this session', 'No'], [1, null, 4]],
  ['one that nobody can read', ['Yes', 'Perhaps', 'No'], [null, null, null]],
  ['a plan', ['Yes, and auto-accept edits', 'Yes, and manually approve edits', 'No, keep planning'], [2, 1, 3]],
  ['none', [], [null, null, null]],
])('letters stand for choices that leave no doubt: %s', (_, choices, [once, always, deny]) => {
  expect(lettersOf(choices)).toEqual({ once, always, deny });
});

test('no choice has two letters, whatever an agent calls them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('Yes', 'No', 'Always')), { maxLength: 9 }),
      (choices) => {
        const used = Object.values(lettersOf(choices)).filter((number) => number !== null);
        expect(new Set(used).size).toBe(used.length);
      },
    ),
  );
});

test('rows that went keep their room under the pointer, and what came stands below', () => {
  const [a, b] = rowsOf(items([asking('a'), asking('b', '2026-05-04T09:10:00.000Z')]));
  const [c] = rowsOf(items([asking('c', '2026-05-04T08:00:00.000Z')]));
  const drawn = sectionsOf([b!, c!], [a!, b!], [a!.key, b!.key]);

  expect(
    drawn.map(({ id, rows }) => [id, ...rows.map(({ item, isGone }) => `${item.title}${isGone ? ' gone' : ''}`)]),
  ).toEqual([
    ['blocking', 'a gone', 'b'],
    ['new', 'c'],
  ]);
});

test('who is furthest with its own list is told', () => {
  const at = (name: string, done: number) => container(name, { tasks: { done, total: 5, doing: null } });

  expect(furthest(snapshotOf([at('a', 1), at('b', 4), container('c')]).containers)?.shortName).toBe('b');
  expect(furthest(snapshotOf([container('c')]).containers)).toBeUndefined();
});

test('a run that stands still is an item of its mission, with the reason, and opens it', () => {
  const still = { at: AT, sentence: 'a: It does not go together.' };
  const summary = missionSummary({ run: 'running', still });
  const [item] = items([], { missions: { [missionKey(summary.project, summary.id)]: summary } });
  expect(item).toMatchObject({ group: 'blocking', title: summary.title, subject: { kind: 'mission' } });
  expect(item?.facts[0]).toMatchObject({ kind: 'stands', text: still.sentence, since: AT });
  const goes = missionSummary({ run: 'running' });
  expect(items([], { missions: { [missionKey(goes.project, goes.id)]: goes } })).toEqual([]);
});
