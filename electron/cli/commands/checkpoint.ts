import type { CheckpointDiff } from '../../contract/checkpoints.ts';
import {
  diffCheckpoint,
  listCheckpoints,
  loadCheckpoint,
  saveCheckpoint,
} from '../../engine/project/missions/checkpoints/checkpoints.ts';
import type { Call } from '../arguments/command.ts';
import { given, isOn, required } from '../arguments/options.ts';
import { lines, next, ok, undo } from '../output/words.ts';
import { plain } from '../output/text.ts';
import { openProject } from '../project.ts';

/** Keeps what every feature and assertion of a mission is now. */
export async function save(call: Call): Promise<undefined> {
  const mission = required(call, 'mission');
  const checkpoint = await saveCheckpoint(openProject(call), mission);
  call.out.result({ checkpoint }, () =>
    lines(
      ok(`Checkpoint saved: ${checkpoint.id}`),
      `  ${Object.keys(checkpoint.featureStatuses).length} features, ${Object.keys(checkpoint.assertionResults).length} assertions`,
      undo(`maestro checkpoint load --mission ${mission} brings this state back`),
    ),
  );
}

/** Shows the checkpoints of a mission. */
export function list(call: Call): Promise<undefined> {
  const { mission, checkpoints } = listCheckpoints(openProject(call), required(call, 'mission'));
  call.out.result({ mission, checkpoints }, () =>
    lines(
      `${checkpoints.length} ${checkpoints.length === 1 ? 'checkpoint' : 'checkpoints'} of ${mission.id}`,
      checkpoints.map((one) => `${one.id}  ${one.timestamp}  [${plain(one.currentMilestoneId)}]`),
      checkpoints.length === 0 ? next(`maestro checkpoint save --mission ${mission.id}`) : undefined,
    ),
  );
  return Promise.resolve(undefined);
}

/** Puts a mission back to a checkpoint, the latest unless `--id` names one; `--dry-run` shows what would change. */
export async function load(call: Call): Promise<undefined> {
  const project = openProject(call);
  const id = given(call, 'id');
  const wanted = { mission: required(call, 'mission'), id };
  if (isOn(call, 'dry-run')) {
    const found = diffCheckpoint(project, wanted);
    call.out.result(found, () =>
      lines(`Loading ${found.checkpoint.id} would change:`, changes(found.diff), 'Nothing was changed.'),
    );
    return;
  }
  const { checkpoint, restored, diff } = await loadCheckpoint(project, wanted);
  call.out.result({ checkpoint, restored }, () =>
    lines(
      ok(`Checkpoint loaded: ${checkpoint.id}`),
      `  ${restored.featureCount} features and ${restored.assertionCount} assertions were put back.`,
      changes(diff),
      '  Mission status, seals and reports stay as they were.',
    ),
  );
}

function changes({ features, assertions, gone }: CheckpointDiff): string[] {
  const rows = [...features, ...assertions].map(({ id, from, to }) => `  ${plain(id)}: ${from} -> ${to}`);
  return [
    ...(rows.length === 0 ? ['  nothing'] : rows),
    ...gone.map((id) => `  ${plain(id)} is no longer in the mission`),
  ];
}
