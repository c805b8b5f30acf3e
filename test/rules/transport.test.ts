import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFlow } from '../../electron/engine/terminals/flow.ts';
import { createAccess } from '../../electron/host/access.ts';
import { opener } from '../../electron/host/browser.ts';
import { createBudget } from '../../electron/transport/budget.ts';

test('a budget allows a burst, then its rate', () => {
  let now = 0;
  const budget = createBudget({ perSecond: 10, burst: 3, now: () => now });
  expect([1, 2, 3, 4].map(() => budget.take())).toEqual([true, true, true, false]);
  now = 250;
  expect([1, 2, 3].map(() => budget.take())).toEqual([true, true, false]);
});

test('a source is paused exactly while its reader is too far behind', () => {
  const step = fc.record({ sends: fc.boolean(), chars: fc.integer({ min: 1, max: 400 }) });
  const run = fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
    let paused = false;
    let unread = 0;
    const flow = createFlow(1000, { pause: () => (paused = true), resume: () => (paused = false) });
    for (const { sends, chars } of steps) {
      if (sends) flow.sent(chars);
      else flow.acknowledged(chars);
      unread = Math.max(0, unread + (sends ? chars : -chars));
      if (unread > 1000) expect(paused).toBe(true);
      if (unread <= 500) expect(paused).toBe(false);
    }
  });
  fc.assert(run);
});

test('a token works once, and not after a quarter of an hour', () => {
  let now = 0;
  const access = createAccess(() => now);
  const [used, old] = [access.newToken(), access.newToken()];
  expect([access.redeem(used), access.redeem(used)]).toEqual([expect.any(String), undefined]);
  now = 15 * 60_000;
  expect(access.redeem(old)).toBeUndefined();
});

test('a session ends after half a day without use', () => {
  let now = 0;
  const access = createAccess(() => now);
  const session = access.redeem(access.newToken());
  now += 11 * 3_600_000;
  expect(access.admits(session)).toBe(true);
  now += 11 * 3_600_000;
  expect(access.admits(session)).toBe(true);
  now += 12 * 3_600_000;
  expect(access.admits(session)).toBe(false);
});

test('a browser is opened only where somebody can see it', () => {
  expect(opener('linux', {})).toBeUndefined();
  expect(opener('linux', { DISPLAY: '' })).toBeUndefined();
  expect(opener('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open']);
  expect(opener('darwin', {})).toEqual(['open']);
});
