import type { AgentKind } from '../../../../electron/contract/agents.ts';
import type { AssertionResult } from '../../../../electron/contract/assertions.ts';
import { CallerId, type ContainerName } from '../../../../electron/contract/ids.ts';
import type { FeatureStatus } from '../../../../electron/contract/features.ts';
import type { MissionStatus } from '../../../../electron/contract/missions.ts';
import type { Check } from '../../../../electron/contract/proofs.ts';
import { present } from '../../../../electron/contract/present.ts';
import type { Writer } from '../../../client/link.ts';
import type { CopyWish } from './tournament-select.ts';

/** The mission that something is done to. */
export interface Here {
  readonly project: string;
  readonly mission: string;
}

type Call = (writer: Writer) => Promise<{ readonly warnings: readonly string[] }>;

/** Gives a mission a status; approving and rejecting have calls of their own. */
export function moveMission(here: Here, status: MissionStatus): Call {
  if (status === 'approved') return (writer) => writer.missions.approve(here);
  if (status === 'rejected') return (writer) => writer.missions.reject(here);
  return (writer) => writer.missions.update({ ...here, status });
}

/** How a mission is to run. */
export interface RunWish {
  readonly parallel: number;
  readonly keepGoing: boolean;
  readonly seals: boolean;
  readonly until?: string;
  readonly budgetUsd?: number;
  readonly agent?: AgentKind;
}

/** Begins a run of a mission. */
export function runMission(here: Here, wish: RunWish): Call {
  return (writer) => writer.missions.run({ ...here, ...wish });
}

/** Launches nothing more. */
export function pauseRun(here: Here): Call {
  return (writer) => writer.missions.pause(here);
}

/** Goes on with a run. */
export function resumeRun(here: Here): Call {
  return (writer) => writer.missions.resume(here);
}

/** Ends a run, and stops its containers at work. */
export function stopRun(here: Here): Call {
  return (writer) => writer.missions.stop(here);
}

/** What is to be different about a mission's words. */
export interface Renaming {
  readonly title?: string;
  readonly description?: string;
}

/** Writes only the words that were given. */
export function renameMission(here: Here, renaming: Renaming): Call {
  return (writer) => writer.missions.update({ ...here, ...renaming });
}

export interface FeatureMove {
  readonly feature: string;
  readonly status: FeatureStatus;
  readonly retryReason?: string;
}

/** Gives a feature a status, with the reason where it goes back to its worker. */
export function moveFeature(here: Here, move: FeatureMove): Call {
  return (writer) => writer.features.update({ ...here, ...move });
}

/** Stores a report: JSON as it is, anything else as the short form. */
export function saveReport(here: Here, { feature, text }: { feature: string; text: string }): Call {
  const report = text.trimStart().startsWith('{') ? text : { content: text };
  return (writer) => writer.features.update({ ...here, feature, report });
}

export interface Verdict {
  readonly assertion: string;
  readonly result: AssertionResult;
  readonly evidence?: string;
  readonly reason?: string;
  /** It changes a settled result. */
  readonly revise?: boolean;
}

/** Gives an assertion its result, with evidence or the reason for waiving it. */
export function judge(here: Here, verdict: Verdict): Call {
  return (writer) => writer.assertions.judge({ ...here, ...verdict });
}

/** Runs the check of an assertion in a fresh container, and judges the assertion by what comes out. */
export function runCheck(
  here: Here,
  { assertion, acceptChanges }: { readonly assertion: string; readonly acceptChanges: boolean },
): (writer: Writer) => ReturnType<Writer['proofs']['run']> {
  return (writer) => writer.proofs.run({ ...here, assertions: [assertion], acceptChanges });
}

const USUAL = { preset: 'standard' as const, domains: [], limits: {} };

/** Puts several agents to a feature. */
export function launchCopies(
  here: Here,
  { feature, copies }: { readonly feature: string; readonly copies: readonly (CopyWish & { readonly id: CallerId })[] },
): (writer: Writer) => ReturnType<Writer['tournaments']['launch']> {
  const wishes = copies.map(({ id, agent, model, hint }) => ({
    ...{ ...USUAL, id, agent },
    ...present({ model: model.trim() || undefined, hint: hint.trim() || undefined }),
  }));
  const id = CallerId.parse(crypto.randomUUID());
  return (writer) => writer.tournaments.launch({ ...here, feature, id, copies: wishes });
}

/** Runs the feature's checks on every copy. */
export function proveCopies(here: Here, feature: string): Call {
  return async (writer) => {
    await writer.tournaments.prove({ ...here, feature });
    return { warnings: [] };
  };
}

interface Picking {
  readonly feature: string;
  readonly container: ContainerName;
  readonly keepOthers: boolean;
}

/** Makes the work of one copy the feature's. */
export function pickCopy(here: Here, wanted: Picking): (writer: Writer) => ReturnType<Writer['tournaments']['pick']> {
  return (writer) => writer.tournaments.pick({ ...here, ...wanted });
}

/** Puts one more agent to a feature, which takes the best of its copies. */
export function combineCopies(here: Here, wanted: { readonly feature: string; readonly id: CallerId }): Call {
  return (writer) => writer.tournaments.combine({ ...here, ...USUAL, ...wanted });
}

/** Ends the check of an assertion, with those that were asked for together with it. */
export function cancelChecks(here: Here, assertion: string): Call {
  return async (writer) => {
    await writer.proofs.cancel({ ...here, assertion });
    return { warnings: [] };
  };
}

/** Gives an assertion its check; null takes it away. */
export function setCheck(here: Here, wanted: { readonly assertion: string; readonly check: Check | null }): Call {
  return (writer) => writer.proofs.setCheck({ ...here, ...wanted });
}

/** Seals a milestone, which cannot be undone. */
export function sealMilestone(here: Here, milestone: string): Call {
  return (writer) => writer.milestones.seal({ ...here, milestone });
}

/** Keeps what every feature and assertion is now. */
export function saveCheckpoint(here: Here): Call {
  return (writer) => writer.checkpoints.save(here);
}

/** Keeps how things are now, then puts them back to how they were: so a load is undone by loading what was kept. */
export function loadCheckpoint(here: Here, id: string): Call {
  return async (writer) => {
    await writer.checkpoints.save(here);
    return writer.checkpoints.load({ ...here, id });
  };
}
