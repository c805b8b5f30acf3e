import { FeatureStatus, type WorkResult } from '../../contract/features.ts';
import { fail } from '../../engine/errors.ts';
import { writePrompt } from '../../engine/project/prompts/prompt.ts';
import { reportOf } from '../../engine/project/missions/features/report.ts';
import { updateFeature } from '../../engine/project/missions/features/update.ts';
import { getMission, listFeatures } from '../../engine/project/missions/mission/store.ts';
import { readText } from '../../engine/disk/read.ts';
import type { Call } from '../arguments/command.ts';
import { argument, given, isOn, oneOf, required } from '../arguments/options.ts';
import { lines, next, ok } from '../output/words.ts';
import { cut, plain } from '../output/text.ts';
import { openProject } from '../project.ts';

/** Shows the features of a mission, all or those of a milestone or status. */
export function list(call: Call): Promise<undefined> {
  const project = openProject(call);
  const mission = getMission(project, required(call, 'mission'));
  const [milestone, status] = [given(call, 'milestone'), given(call, 'status')];
  const all = listFeatures(project, mission);
  const features = all
    .filter((feature) => milestone === undefined || feature.milestoneId === milestone)
    .filter((feature) => status === undefined || feature.status === status);
  call.out.result({ features, total: all.length, filtered: features.length }, () =>
    lines(
      `${features.length} ${features.length === 1 ? 'feature' : 'features'} (total: ${all.length})`,
      features.map((one) => `${one.id}  ${one.status.padEnd(12)}  ${cut(one.title, 40)}  [${plain(one.milestoneId)}]`),
    ),
  );
  return Promise.resolve(undefined);
}

/** Moves a feature to another status, stores its report, or both. */
export async function update(call: Call): Promise<undefined> {
  const mission = required(call, 'mission');
  const status = oneOf(call, 'status', FeatureStatus.options);
  const given_ = given(call, 'report');
  const report = given_ === undefined ? undefined : parseReport(given_);
  const retryReason = given(call, 'retry-reason');
  const result = await updateFeature(openProject(call), {
    mission,
    feature: argument(call),
    strict: isOn(call, 'strict'),
    status,
    report,
    retryReason,
  });
  const { feature } = result;
  call.out.result(result, () =>
    lines(
      ok(`Feature updated: ${feature.id}`),
      `  Status: ${feature.status}`,
      `  Title: ${plain(feature.title)}`,
      result.missionAutoStarted ? `  The mission ${mission} is executing now.` : undefined,
      result.reportPersisted === undefined ? undefined : `  Report: ${result.reportPersisted}`,
      feature.report === undefined ? undefined : `  Summary: ${cut(feature.report.salientSummary, 100)}`,
      nextStep(feature.status, `${feature.id} --mission ${mission}`),
    ),
  );
}

function nextStep(status: FeatureStatus, feature: string): string | undefined {
  const steps: Partial<Record<FeatureStatus, string>> = {
    assigned: `maestro feature update ${feature} --status in-progress`,
    'in-progress': `maestro feature update ${feature} --status review, when it is done`,
    review: `maestro feature update ${feature} --status done, or pending with --retry-reason "…"`,
    blocked: `maestro feature update ${feature} --status pending, when nothing blocks it any more`,
  };
  const step = steps[status];
  return step === undefined ? undefined : next(step);
}

/** `--report` as JSON, or `@file`. */
function parseReport(text: string): WorkResult {
  const { name, json } = reportText(text);
  return reportOf(name, json);
}

function reportText(text: string): { name: string; json: string } {
  if (!text.startsWith('@')) return { name: '--report', json: text };
  const path = text.slice(1);
  const json = readText(path);
  if (json === undefined)
    throw fail('FILE_UNREADABLE', `There is no file ${path}.`, { hints: ['Check the path after --report @.'] });
  return { name: path, json };
}

/** Writes the prompt for the worker of a feature and prints it. */
export async function prompt(call: Call): Promise<undefined> {
  const out = given(call, 'out');
  const written = await writePrompt(openProject(call), {
    mission: required(call, 'mission'),
    id: argument(call),
    out,
  });
  call.out.result(written, () =>
    lines(
      written.writtenTo.map((path) => ok(`Prompt written: ${path}`)),
      '--- BEGIN PROMPT ---',
      written.prompt.trimEnd(),
      '--- END PROMPT ---',
    ),
  );
}
