import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awaitReady } from '../../electron/engine/containers/ready.ts';
import type { Context } from '../../electron/engine/context.ts';
import { fail, problemOf } from '../../electron/engine/errors.ts';
import { proveGateway } from '../../electron/engine/gateway/gateway.ts';
import { renewPolicy } from '../../electron/engine/gateway/renewal.ts';
import { type Policy, policyId } from '../../electron/engine/gateway/rules.ts';
import { patience } from '../../electron/engine/patience.ts';

const MINUTE_MS = 60_000;
const SILENCE_MS = 2 * MINUTE_MS;
const LONGEST_MS = 20 * MINUTE_MS;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('patience', () => {
  test('runs out when nothing is heard for too long', () => {
    const wait = patience(new AbortController().signal);
    vi.advanceTimersByTime(SILENCE_MS - 1);
    expect([wait.ranOut(), wait.signal.aborted]).toEqual([false, false]);
    vi.advanceTimersByTime(1);
    expect([wait.ranOut(), wait.signal.aborted]).toEqual([true, true]);
  });

  test('goes on while something is heard, and not for ever', () => {
    const wait = patience(new AbortController().signal);
    for (let at = 0; at < LONGEST_MS - MINUTE_MS; at += MINUTE_MS) {
      vi.advanceTimersByTime(MINUTE_MS);
      wait.heard();
    }
    expect(wait.ranOut()).toBe(false);
    vi.advanceTimersByTime(MINUTE_MS);
    expect(wait.ranOut()).toBe(true);
  });

  test('that the caller ends did not run out', () => {
    const caller = new AbortController();
    const wait = patience(caller.signal);
    caller.abort();
    vi.advanceTimersByTime(LONGEST_MS);
    expect([wait.ranOut(), wait.signal.aborted]).toEqual([false, true]);
  });

  test('leaves no timer behind', () => {
    patience(new AbortController().signal).end();
    expect(vi.getTimerCount()).toBe(0);
  });
});

const policy: Policy = { domains: ['allowed.test'], sshHosts: [], upstream: '192.0.2.53' };
const AT = '2026-01-01T00:00:00.000Z';
const gateway = { at: AT, domains: [], policy: policyId(policy) };
const proof = { ...gateway, kind: 'proof', ok: true, checks: [] };
const unproven = {
  ...proof,
  kind: 'unproven',
  since: null,
  checks: [{ name: 'agent', ok: false, found: 'no answer' }],
};
const agent = {
  ...{ v: 1, at: AT, because: 'phase', failure: null, agent: { state: 'running' }, git: null },
  ...{ attention: null, lastActivityAt: null, credential: null, watching: true },
};

/** An engine whose container says a line each minute, so many times, and then one more thing, or nothing more, or ends. */
function saying(line: object, times: number, last: object | 'silence' | 'end'): Context {
  async function* followRun(_: string, { signal }: { signal: AbortSignal }) {
    const aborted = new Promise<void>((done) => signal.addEventListener('abort', () => done()));
    for (let said = 0; said < times && !signal.aborted; said++) {
      await Promise.race([new Promise((done) => setTimeout(done, MINUTE_MS)), aborted]);
      yield JSON.stringify(line);
    }
    if (typeof last === 'object') yield JSON.stringify(last);
    if (last === 'silence') await aborted;
  }
  const docker = {
    followRun,
    ...{ lastLinesOfRun: () => [], lastOutput: () => 'its last words', unpack: () => Promise.resolve() },
    hold: () => ({ output: [], release: () => undefined }),
  };
  return { docker } as unknown as Context;
}

const WAITS = [
  { what: 'a gateway’s first proof', progress: unproven, done: proof, wait: proveGateway },
  {
    ...{ what: 'the proof of new rules', progress: unproven, done: proof },
    wait: (context: Context, id: string, signal: AbortSignal) => renewPolicy(context, id, { policy, signal }),
  },
  {
    ...{ what: 'an agent’s start', progress: { ...agent, phase: 'agent' }, done: { ...agent, phase: 'ready' } },
    wait: (context: Context, dockerId: string, signal: AbortSignal) => awaitReady(context, { dockerId, signal }),
  },
];

describe.each(WAITS)('the wait for $what', ({ progress, done, wait }) => {
  async function ended(context: Context, signal = new AbortController().signal) {
    const outcome = wait(context, 'id', signal).then(
      () => 'done' as const,
      (error: unknown) => problemOf(error),
    );
    await vi.advanceTimersByTimeAsync(2 * LONGEST_MS);
    return outcome;
  }

  async function failed(context: Context) {
    const outcome = await ended(context);
    if (outcome === 'done') throw new Error('It did not fail.');
    return outcome;
  }

  test('lasts as long as it goes on', async () => {
    expect(await ended(saying(progress, 15, done))).toBe('done');
  });

  test.each([
    ['is silent', 3],
    ['never comes to an end', 100],
  ])('is called slow, and not failed, when it %s', async (_, times) => {
    const { sentence, hints } = await failed(saying(progress, times, 'silence'));
    expect(sentence).toMatch(/in time\. Nothing shows that/);
    expect(hints).toContain('This machine may be busy: try again.');
  });

  test('is called ended when it ends, with its last words', async () => {
    const { sentence, detail } = await failed(saying(progress, 1, 'end'));
    expect(sentence).toMatch(/ended|stopped/);
    expect(detail).toBe('its last words');
  });

  test('that the caller gives up is the caller’s', async () => {
    const caller = new AbortController();
    setTimeout(() => caller.abort(fail('CREATE_CANCELLED', 'Enough.')), MINUTE_MS);
    expect(await ended(saying(progress, 1, 'silence'), caller.signal)).toMatchObject({ code: 'CREATE_CANCELLED' });
  });
});

test('new rules are not proven by a gateway that is busy with something else', async () => {
  const talk = saying({ kind: 'egress', at: AT }, 100, 'silence');
  const outcome = renewPolicy(talk, 'id', { policy, signal: new AbortController().signal }).catch(problemOf);
  await vi.advanceTimersByTimeAsync(SILENCE_MS);
  expect(await outcome).toMatchObject({ code: 'GATEWAY_FAILED' });
});
