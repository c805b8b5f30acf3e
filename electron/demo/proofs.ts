import { setTimeout as delay } from 'node:timers/promises';
import { act } from '../engine/project/follow/opened.ts';
import type { FreshRun, Outcome } from '../engine/project/proofs/fresh.ts';
import { Output } from '../engine/project/proofs/output.ts';
import { type Proving, runChecks } from '../engine/project/proofs/prove.ts';
import type { Prove } from '../engine/project/runs/checking.ts';
import { router } from '../engine/router.ts';
import type { Answering } from './answering.ts';
import type { Pace } from './creating.ts';

export const COMMIT = '5eed'.repeat(10);

/** What the checks of the demo's plan print, by a word of their commands. */
const PRINTED: readonly (readonly [word: string, exitCode: number, output: string])[] = [
  ['refused', 0, ' Test Files  1 skipped (1)\n      Tests  4 skipped (4)\n'],
  [
    'signs-in',
    1,
    ' FAIL  test/signs-in.test.ts > a right answer signs in\nAssertionError: expected 401 to be 200\n\n      Tests  1 failed | 6 passed (7)\n',
  ],
  ['', 0, ' ✓ test/keys.test.ts (12 tests)\n\n Test Files  1 passed (1)\n      Tests  12 passed (12)\n'],
];

/** Checks of the demo's missions run nowhere, and print what was made up for them. */
export function demoProofs(demo: Answering, pace: Pace) {
  return {
    ...router.proofs,
    run: demo.proofs.run.handler(({ context, input: { project: root, ...input } }) =>
      act(context, { project: root }, async (project) => ({
        proofs: await runChecks(context, project, { input, ...madeUpBy(pace) }),
      })),
    ),
  };
}

/** The same for a mission that runs. */
export function demoProve(pace: Pace): Prove {
  return (context, project, { signal, ...wanted }) =>
    runChecks(context, project, { input: { ...wanted, acceptChanges: false }, signal, ...madeUpBy(pace) });
}

/** What comes out of a made-up check. */
export function madeUpBy(pace: Pace): Pick<Proving, 'fresh' | 'subject'> {
  return {
    fresh: ({ now }, run) => madeUp(now(), pace, run),
    subject: () => Promise.resolve({ commit: COMMIT, branch: 'feat/passkey', base: null, uncommitted: 0 }),
  };
}

async function madeUp(at: Date, pace: Pace, { check, signal }: FreshRun): Promise<Outcome> {
  const durationMs = pace === 'still' ? 600_000 : pace;
  await delay(durationMs, undefined, { signal });
  const [, exitCode, text] = PRINTED.find(([word]) => check.command.includes(word)) ?? ['', 0, ''];
  const output = new Output();
  output.add(Buffer.from(`$ ${check.command}\n\n${text}`));
  return { at: at.toISOString(), durationMs, exitCode, output, matched: null };
}
