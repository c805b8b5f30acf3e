import type { Context } from '../context.ts';
import type { ContainerRow, Labels } from '../docker/port.ts';
import { type Owned, readOwned, type Role } from './labels.ts';
import { LABEL, ownLabels } from '../docker/labels.ts';
import { forgetKept } from './kept.ts';

/** One container, network or volume that Maestro made for a container. */
export interface Part {
  readonly owned: Owned;
  readonly name: string;
  /** Docker's word for a container's state; null for networks and volumes. */
  readonly state: string | null;
  readonly running: boolean;
}

const AT_REST = ['created', 'exited', 'dead'];

/** This user's things that carry these labels, whoever they belong to. What lacks whole labels is left alone. */
export async function findParts(context: Context, labels: Labels): Promise<Part[]> {
  const { docker } = context;
  const wanted = { ...ownLabels(context.paths.home), ...labels };
  const [rows, networks, volumes] = await Promise.all([
    docker.containers(wanted),
    docker.networks(wanted),
    docker.volumes(wanted),
  ]);
  const resting = { state: null, running: false };
  return [
    ...rows.flatMap((row) => part(row.Labels, containerPart(row))),
    ...networks.flatMap((network) => part(network.Labels ?? {}, { ...resting, name: network.Name })),
    ...volumes.flatMap((volume) => part(volume.Labels, { ...resting, name: volume.Name })),
  ];
}

/** Removes what these labels select among this user's things of one role. What is gone already is fine. */
export async function removePart(context: Context, role: Role, labels: Labels): Promise<void> {
  const { docker } = context;
  const wanted = { ...ownLabels(context.paths.home), ...labels, [LABEL.role]: role };
  if (role === 'network') {
    await all(await docker.networks(wanted), (network) => docker.removeNetwork(network.Id));
  } else if (role === 'volume') {
    await all(await docker.volumes(wanted), (volume) => docker.removeVolume(volume.Name));
  } else {
    await all(await docker.containers(wanted), async (row) => {
      await docker.remove(row.Id);
      const container = readOwned(row.Labels)?.container;
      if (role === 'agent' && container !== undefined) await forgetKept(context, container);
    });
  }
}

/** Removes everything that these labels select among this user's things, running or not, in the order that Docker needs. */
export async function removeParts(context: Context, labels: Labels): Promise<void> {
  await removePart(context, 'agent', labels);
  await removePart(context, 'sign-in', labels);
  await removePart(context, 'gateway', labels);
  await removePart(context, 'network', labels);
  await removePart(context, 'volume', labels);
}

function part(labels: Labels, thing: Omit<Part, 'owned'>): Part[] {
  const owned = readOwned(labels);
  return owned === undefined ? [] : [{ ...thing, owned }];
}

function containerPart({ Names, Id, State }: ContainerRow): Omit<Part, 'owned'> {
  return { name: Names[0]?.slice(1) ?? Id, state: State, running: !AT_REST.includes(State) };
}

async function all<Thing>(things: readonly Thing[], work: (thing: Thing) => Promise<void>): Promise<void> {
  await Promise.all(things.map(work));
}
