import type { Container } from '../../contract/containers.ts';
import { containerRow, TITLES } from '../output/container-rows.ts';
import type { Call } from '../arguments/command.ts';
import { tellOfConfig } from '../config-problems.ts';
import { withContext } from '../engine.ts';
import { readConfig } from '../../engine/config/config.ts';
import type { Context } from '../../engine/context.ts';
import { isProblem } from '../../engine/errors.ts';
import { findDaemon } from '../../engine/attention/daemon.ts';
import { LOW_ROOM_BYTES } from '../../engine/docker/room.ts';
import { sizeText } from '../../contract/text.ts';
import { table } from '../output/printed-table.ts';

/** Shows all containers, a row each. */
export async function run({ out }: Call): Promise<undefined> {
  const { containers, room, called } = await withContext(async (context) => {
    const { listContainers } = await import('../../engine/containers/list.ts');
    const { dockerRoom } = await import('../../engine/docker/room.ts');
    tellOfConfig(context, out);
    const [listed, found] = await Promise.all([listContainers(context), dockerRoom(context)]);
    return { containers: listed, room: found, called: isCalled(context) };
  });
  if (room !== null && room.freeBytes < LOW_ROOM_BYTES)
    out.warn(`Docker has ${sizeText(room.freeBytes)} left. maestro doctor says what takes it.`);
  out.result(containers, () =>
    containers.length === 0 ? 'No containers yet. Start one: maestro new "your task"' : listed(containers, out.paint),
  );
  if (containers.length > 0 && !called) out.note(NAG);
}

const NAG =
  'The daemon does not run, so nobody calls you when an agent waits: maestro daemon start\n' +
  'To hear no more of it: maestro config set daemon.show_nag false';

/** Whether the daemon runs, or its user wants to hear nothing of that. A configuration that cannot be read says nothing. */
function isCalled({ paths }: Context): boolean {
  try {
    return !readConfig({ paths }).daemon.showNag || findDaemon(paths) !== undefined;
  } catch (error) {
    if (!isProblem(error, 'CONFIG_INVALID')) throw error;
    return true;
  }
}

function listed(containers: readonly Container[], paint: Call['out']['paint']): string {
  const now = new Date();
  const rows = table(
    TITLES,
    containers.map((container) => containerRow(container, now, paint)),
  );
  const problems = containers.flatMap(({ shortName, credential }) =>
    credential?.problem === undefined ? [] : [`${paint('⚠', 'yellow')} ${shortName}: ${credential.problem}.`],
  );
  return problems.length === 0 ? rows : [rows, '', ...problems].join('\n');
}
