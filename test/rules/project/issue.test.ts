import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Plan } from '../../../electron/contract/missions.ts';
import { issueIn, planOfIssue } from '../../../electron/engine/project/missions/issues/issue-rules.ts';

const ISSUE = { number: 12, title: 'Pay by card', url: 'https://forge.test/acme/shop/issues/12', body: '' };

describe('an issue is named', () => {
  test.each([
    ['acme/shop#12', 'acme/shop'],
    ['forge.acme.test/acme/shop#12', 'forge.acme.test/acme/shop'],
    ['https://forge.test/acme/shop/issues/12', 'forge.test/acme/shop'],
    ['https://forge.test/acme/shop/issues/12#issuecomment-1', 'forge.test/acme/shop'],
  ])('by %s', (word, repository) => {
    expect(issueIn(word)).toEqual({ repository, number: 12 });
  });

  test.each([
    '',
    '12',
    'acme#12',
    'acme/shop',
    'acme/shop#0',
    '-x/shop#1',
    'acme/--web#1',
    'a/b#1 --web',
    'file:///etc/1',
  ])('not by %j', (word) => {
    expect(issueIn(word)).toBeUndefined();
  });
});

test('each open task of its list is a feature with what it is to fulfil; ticked ones and code are none', () => {
  const body = [
    'We want cards.',
    ...['- [ ] store the card', '- [x] choose a provider', '  * [ ]  charge\tit', '1. [ ] refund it', '- [ ]   '],
    ...['```', '- [ ] not this', '```'],
  ].join('\r\n');
  const plan = planOfIssue({ ...ISSUE, body });
  expect(plan.title).toBe('Pay by card (#12)');
  expect(plan.features.map(({ id, title, fulfills }) => [id, title, fulfills])).toEqual([
    ['issue-12-1', 'store the card', ['store the card']],
    ['issue-12-2', 'charge it', ['charge it']],
    ['issue-12-3', 'refund it', ['refund it']],
  ]);
  expect(plan.features[0]?.description).toBe(`${ISSUE.url}\n\n${body}`);
});

test('without tasks it is one feature', () => {
  expect(planOfIssue(ISSUE).features).toMatchObject([{ id: 'issue-12', title: 'Pay by card', milestoneId: 'work' }]);
});

test('whatever it says, it is a plan', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.constant('- [ ] a\n'.repeat(300)));
  fc.assert(
    fc.property(text, text, fc.constantFrom(1, 500), (title, body, times) => {
      const plan = planOfIssue({ ...ISSUE, title: title.repeat(times === 1 ? 1 : 100), body: body.repeat(times) });
      expect(Plan.safeParse(plan).error).toBeUndefined();
      expect(new Set(plan.features.map(({ id }) => id)).size).toBe(plan.features.length);
    }),
    { numRuns: 30 },
  );
});
