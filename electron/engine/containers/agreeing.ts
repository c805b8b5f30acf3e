import type { ContainerName } from '../../contract/ids.ts';
import type { Context } from '../context.ts';
import { NODE_ID } from '../docker/files.ts';
import { runInside } from '../docker/run-inside.ts';
import { MaestroError, problemOf } from '../errors.ts';
import type { Member } from './fleet.ts';
import { launchAs } from './launching.ts';
import { partNames } from './spec.ts';

/** One place that knows a container's name. Doing it again changes nothing. */
interface Place {
  readonly what: string;
  readonly call: (name: ContainerName) => Promise<void>;
}

/**
 * Gives a container's name to all that show it. Where one cannot take it, those before it get the old one back; what
 * cannot is set right by its next start. CONTAINER_NAME_TAKEN, DOCKER_FAILED.
 */
export async function callAll(context: Context, member: Member, name: ContainerName): Promise<void> {
  const begun: Place[] = [];
  try {
    for (const place of placesOf(context, member)) {
      begun.unshift(place);
      await place.call(name);
    }
  } catch (error) {
    throw await callBack(context, { error, begun, name: member.shown as ContainerName });
  }
}

/** Completes what a rename began that was killed: whatever Docker calls the container counts. Never fails: it is logged. */
export async function agreeOnName(context: Context, member: Member): Promise<void> {
  for (const { what, call } of placesOf(context, member)) {
    await call(member.shown as ContainerName).catch((error: unknown) => {
      context.log.warn({ container: member.birth.name, what, problem: problemOf(error) }, 'a name was not set right');
    });
  }
}

function placesOf({ docker, closing }: Context, { row, gateway }: Member): Place[] {
  const rename = async (id: string, name: string): Promise<void> => {
    if ((await docker.inspect(id)).Name !== `/${name}`) await docker.rename(id, name);
  };
  return [
    ...(gateway === null
      ? []
      : [{ what: 'its gateway', call: (name: ContainerName) => rename(gateway.Id, partNames(name).gateway) }]),
    { what: 'Docker', call: (name) => rename(row.Id, name) },
    { what: 'its next start', call: (name) => launchAs({ docker }, row.Id, { name, signal: closing }) },
    { what: 'its status line', call: (name) => showOnScreen({ docker, closing }, row, name) },
  ];
}

async function showOnScreen(
  context: Pick<Context, 'docker' | 'closing'>,
  row: Member['row'],
  name: string,
): Promise<void> {
  if (row.State !== 'running') return;
  const command = ['tmux', 'set-option', '-g', '@container', name];
  await runInside(context, { id: row.Id, command, user: String(NODE_ID) });
}

interface Failed {
  readonly error: unknown;
  /** The newest first. */
  readonly begun: readonly Place[];
  readonly name: ContainerName;
}

async function callBack(context: Context, { error, begun, name }: Failed): Promise<unknown> {
  const left: string[] = [];
  for (const { what, call } of begun) {
    try {
      await call(name);
    } catch (thrown) {
      context.log.error({ err: thrown, container: name, what }, 'a name could not be taken back');
      left.push(what);
    }
  }
  if (left.length === 0) return error;
  const problem = problemOf(error);
  const hint = `The old name is not everywhere again: ${left.join(', ')}. Its next start sets it right.`;
  return new MaestroError({ ...problem, hints: [...problem.hints, hint] }, { cause: error });
}
