import { type Proof, type ProofState, verdictOf } from '../../../../electron/contract/proofs.ts';
import { count } from '../../../ui/format.ts';
import type { Status } from './mission-select.ts';

interface Look {
  readonly status: Status;
  readonly word: string;
}

const LOOKS: Readonly<Record<ProofState, Look>> = {
  none: { status: 'pending', word: 'Not run' },
  passed: { status: 'proven', word: 'Proven' },
  failed: { status: 'failed', word: 'Check failed' },
  unproven: { status: 'blocked', word: 'Not proven' },
  stale: { status: 'blocked', word: 'Stale' },
  foreign: { status: 'blocked', word: 'Not run here' },
};

/** How the state of a proof looks. */
export function proofLook(state: ProofState): Look {
  return LOOKS[state];
}

/** What a run came to, as it is told afterwards. */
export function proofWords(proof: Pick<Proof, 'flaws'>): string {
  return VERDICTS[verdictOf(proof)];
}

const VERDICTS = {
  passed: 'its check passed.',
  failed: 'its check failed.',
  unproven: 'its check proves nothing yet.',
} as const;

/** What ran, as a line: tests, time, commit. */
export function proofFacts({ tests, durationMs, commit, exitCode }: Proof): string {
  const ran = tests === null ? null : tests.passed + tests.failed;
  return [
    ...(ran === null ? [] : [`${count(ran, 'test')} ran`]),
    ...(tests === null || tests.skipped === 0 ? [] : [`${tests.skipped} skipped`]),
    exitCode === null ? 'ended for its time' : `exit code ${exitCode}`,
    `${(durationMs / 1000).toFixed(1)} s`,
    `at ${commit.slice(0, 8)}`,
  ].join(' · ');
}

/** More is in the file: a page that shows all of it stands still. */
const SHOWN_LINES = 2_000;
const SHOWN_CHARS = 200_000;
// eslint-disable-next-line no-control-regex -- colours of a terminal are none of a page.
const COLOURS = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** The end of a log as it is shown, without colours, and how many lines before it are not. */
export function logLines(text: string): { readonly shown: string; readonly left: number } {
  const lines = text.replace(COLOURS, '').split(/\r?\n/);
  const last = lines.slice(-SHOWN_LINES);
  return { shown: last.join('\n').slice(-SHOWN_CHARS), left: lines.length - last.length };
}
