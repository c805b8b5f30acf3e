import type { AssertionResult } from '../../../../electron/contract/assertions.ts';
import type { FeatureStatus } from '../../../../electron/contract/features.ts';
import type { MissionStatus } from '../../../../electron/contract/missions.ts';
import { PARALLEL } from '../../../../electron/contract/runs.ts';
import type { Renaming, RunWish } from './actions.ts';
import { type CopyWish, copyWords } from './tournament-select.ts';
import { maestroLine } from '../../../ui/shell.ts';

/** The `maestro` commands that do the same as the page, to copy or to learn. */
export const commands = {
  moveMission: (mission: string, status: MissionStatus): string => {
    if (status === 'approved') return maestroLine('mission', 'approve', mission);
    if (status === 'rejected') return maestroLine('mission', 'reject', mission);
    return maestroLine('mission', 'update', mission, '--status', status);
  },
  run: (mission: string, { parallel, keepGoing, seals, until, budgetUsd, agent }: RunWish): string =>
    maestroLine(
      ...['mission', 'run', mission],
      ...(agent === undefined ? [] : ['--agent', agent]),
      ...(parallel === PARALLEL ? [] : ['--parallel', String(parallel)]),
      ...(until === undefined ? [] : ['--until', until]),
      ...(budgetUsd === undefined ? [] : ['--budget', `${budgetUsd}usd`]),
      ...(keepGoing ? ['--keep-going'] : []),
      ...(seals ? ['--seal'] : []),
    ),
  pauseRun: (mission: string): string => maestroLine('mission', 'pause', mission),
  resumeRun: (mission: string): string => maestroLine('mission', 'resume', mission),
  stopRun: (mission: string): string => maestroLine('mission', 'stop', mission),
  renameMission: (mission: string, { title, description }: Renaming): string =>
    maestroLine(
      ...['mission', 'update', mission],
      ...(title === undefined ? [] : ['--title', title]),
      ...(description === undefined ? [] : ['--description', description]),
    ),
  moveFeature: (mission: string, feature: string, status: FeatureStatus): string => {
    const line = ['feature', 'update', feature, '--mission', mission, '--status', status];
    return maestroLine(...line, ...(status === 'pending' ? ['--retry-reason', '…'] : []));
  },
  launchCopies: (mission: string, feature: string, copies: readonly CopyWish[]): string =>
    maestroLine('feature', 'launch', feature, '--mission', mission, ...copyWords(copies)),
  pickCopy: (
    mission: string,
    feature: string,
    { of, keepOthers }: { readonly of: { readonly shortName: string }; readonly keepOthers: boolean },
  ): string =>
    maestroLine(
      ...['feature', 'pick', feature, '--mission', mission, '--copy', of.shortName],
      ...(keepOthers ? ['--keep-others'] : []),
    ),
  report: (mission: string, feature: string): string =>
    maestroLine('feature', 'update', feature, '--mission', mission, '--report', '@report.json'),
  prompt: (mission: string, feature: string): string => maestroLine('feature', 'prompt', feature, '--mission', mission),
  judge: (mission: string, assertion: string, result: AssertionResult): string => {
    const more = { waived: ['--reason', '…'], pending: [], passed: EVIDENCE, failed: EVIDENCE, blocked: EVIDENCE };
    const line = ['validate', 'update', assertion, '--mission', mission, '--result', result];
    return maestroLine(...line, ...more[result]);
  },
  revise: (mission: string, assertion: string, result: AssertionResult): string =>
    maestroLine(
      ...['validate', 'update', assertion, '--mission', mission],
      ...['--result', result, '--revise', '--reason', '…'],
    ),
  check: (mission: string, assertion: string, { command, minTests }: { command: string; minTests: number }): string =>
    maestroLine(
      ...['validate', 'check', assertion, '--mission', mission, '--command', command === '' ? '…' : command],
      ...(minTests === 1 ? [] : ['--min-tests', String(minTests)]),
    ),
  runCheck: (mission: string, assertion: string): string =>
    maestroLine('validate', 'run', assertion, '--mission', mission),
  seal: (mission: string, milestone: string): string =>
    maestroLine('milestone', 'seal', milestone, '--mission', mission),
  saveCheckpoint: (mission: string): string => maestroLine('checkpoint', 'save', '--mission', mission),
  loadCheckpoint: (mission: string, id: string): string =>
    maestroLine('checkpoint', 'load', '--mission', mission, '--id', id),
  importPlan: (workflow: string): string =>
    maestroLine('mission', 'create', '--file', 'plan.json', ...(workflow === '' ? [] : ['--workflow', workflow])),
  repair: maestroLine('doctor', '--fix'),
  init: maestroLine('init'),
} as const;

const EVIDENCE: readonly string[] = ['--evidence', '…'];
