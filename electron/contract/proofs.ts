import { z } from 'zod';
import { ContainerName, Instant, ObjectId } from './ids.ts';
import { inMission, Name, ofAssertion, ProjectPath, textUpTo, warnings } from './inputs.ts';
import { procedure } from './procedure.ts';

/** How long a check may take where it says nothing. */
export const CHECK_SECONDS = 600;

/** How an assertion is found out: a command line, and what makes it a pass. */
export const Check = z.strictObject({
  command: textUpTo(4_096)
    .refine((line) => line.trim() !== '', 'Give a command line, such as npm test.')
    .refine((line) => !line.includes('\0'), 'A command line holds no NUL character.'),
  /** Where it runs; unset: at the root of the project. */
  folder: ProjectPath.optional(),
  /** Unset: `CHECK_SECONDS`. */
  timeoutSeconds: z.int('Give a whole number of seconds.').min(1).max(86_400).optional(),
  /** The exit code of a pass; unset: 0. */
  exit: z.int('Give an exit code.').min(0).max(255).optional(),
  /** An extended regular expression that a line of its output must match. */
  pattern: textUpTo(500).min(1).optional(),
  /** At least so many tests must have run; unset: one. 0 is for what is no test, such as a linter. */
  minTests: z.int('Give a whole number of tests.').min(0).max(1_000_000).optional(),
  /** Files and folders that the branch under check must leave as they are, beside those that Maestro knows as tests. */
  files: z.array(ProjectPath).max(1_000).optional(),
});
export type Check = z.infer<typeof Check>;

/** What a runner of tests said of itself. */
export const TestCount = z.object({
  /** `vitest`, `pytest`, and so on; several are joined by a comma. */
  runner: z.string(),
  passed: z.int().min(0),
  failed: z.int().min(0),
  skipped: z.int().min(0),
});
export type TestCount = z.infer<typeof TestCount>;

/** What keeps a run of a check from being a pass. */
export const ProofFlaw = z.enum([
  'exit',
  'timeout',
  'pattern',
  'tests-failed',
  'no-test',
  'all-skipped',
  'too-few-tests',
  'changed-check',
  'dirty',
]);
export type ProofFlaw = z.infer<typeof ProofFlaw>;

/** One run of a check, in a container of its own that began with nothing but a commit. */
export const Proof = z.object({
  ...ofAssertion.shape,
  feature: Name,
  check: Check,
  commit: ObjectId,
  /** Null: what was checked out in the project. */
  branch: z.string().nullable(),
  /** The container of the copy whose work it was, where several compete; unset: the feature’s own. */
  copy: ContainerName.optional(),
  /** When it began. */
  at: Instant,
  durationMs: z.int().min(0),
  /** Null: it was ended, since its time was over. */
  exitCode: z.int().nullable(),
  /** Null: no runner of tests that Maestro knows said anything. */
  tests: TestCount.nullable(),
  /** Whether a line matched; null: none had to. */
  matched: z.boolean().nullable(),
  /** Files of the check that the branch under check changed. */
  changed: z.array(z.string()),
  /** Whether the user looked at those, and lets the check count all the same. */
  accepted: z.boolean(),
  /** Files that were not committed where the work was done, and so were not checked. */
  uncommitted: z.int().min(0),
  /** Its whole output, or the beginning of one that was longer than any log. */
  log: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0), cut: z.boolean() }),
  /** None: a pass. */
  flaws: z.array(ProofFlaw),
});
export type Proof = z.infer<typeof Proof>;

const FAILURES: ReadonlySet<ProofFlaw> = new Set(['timeout', 'exit', 'tests-failed', 'pattern']);

/** What a run says of its assertion (pure). `unproven`: neither. */
export function verdictOf({ flaws }: Pick<Proof, 'flaws'>): 'passed' | 'failed' | 'unproven' {
  if (flaws.length === 0) return 'passed';
  return flaws.some((flaw) => FAILURES.has(flaw)) ? 'failed' : 'unproven';
}

/**
 * What the newest run of an assertion's check is worth now. `unproven`: it ran, and neither passed nor failed. `stale`: branch
 * or check are others since. `foreign`: nobody ran it on this machine; it only lies in the project.
 */
export const ProofState = z.enum(['none', 'passed', 'failed', 'unproven', 'stale', 'foreign']);
export type ProofState = z.infer<typeof ProofState>;

/** An assertion's check, and what is known by it. */
export const ProofStanding = z.object({
  assertion: z.string(),
  check: Check.nullable(),
  state: ProofState,
  /** The state as a sentence. */
  why: z.string(),
  proof: Proof.nullable(),
  /** Where its output lies; null where there is none. */
  logPath: z.string().nullable(),
  /** Whether it is being run now. */
  running: z.boolean(),
});
export type ProofStanding = z.infer<typeof ProofStanding>;

/** Runs checks. */
export const RunChecks = z.object({
  mission: Name,
  /** Unset: all that have a check. */
  assertions: z.array(Name).min(1).max(10_000).optional(),
  /** A commit to check in place of the last one of each feature. */
  commit: z
    .string()
    .max(200)
    .regex(/^[\w./@^~-]+$/, 'Give a commit.')
    .refine((name) => !name.startsWith('-'), 'Give a commit.')
    .optional(),
  /** On the work of this copy of one feature, of which several compete: no assertion is judged by it. */
  copy: ContainerName.optional(),
  /** The user looked at the changed files of the checks. */
  acceptChanges: z.boolean().default(false),
});
export type RunChecks = z.infer<typeof RunChecks>;

/** Gives an assertion its check; null takes it away. */
export const SetCheck = ofAssertion.extend({ check: Check.nullable() });
export type SetCheck = z.infer<typeof SetCheck>;

const Standings = z.object({ standings: z.array(ProofStanding) });

export const proofs = {
  /** What is proven of a mission, and what is not. */
  list: procedure.input(inMission).output(Standings),
  /** Runs checks and judges their assertions by what comes out. Answers once all are over. */
  run: procedure
    .input(inMission.extend(RunChecks.shape))
    .output(z.object({ proofs: z.array(Proof), warnings: z.array(z.string()) })),
  /** Ends the check of an assertion, with those that were asked for together with it. */
  cancel: procedure.input(inMission.extend(ofAssertion.shape)).output(z.object({})),
  setCheck: procedure
    .input(inMission.extend(SetCheck.shape))
    .output(z.object({ check: Check.nullable(), ...warnings })),
  /** The output of the newest run. */
  log: procedure
    .input(inMission.extend(ofAssertion.shape))
    .output(z.object({ text: z.string(), bytes: z.int(), cut: z.boolean() })),
};
