import type { ContainerName } from '../../contract/ids.ts';
import type { ContainerNetwork } from '../../contract/network.ts';
import type { Preset } from '../../contract/presets.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from './output.ts';

/** From when on a change holds. */
export const IN_FORCE: Readonly<Record<ContainerNetwork['inForce'], string>> = {
  now: 'In force now.',
  soon: 'Its gateway takes this over within seconds.',
  'next-start': 'In force from its next start.',
};

/** The full name of a container as a person wrote it. CONTAINER_NOT_FOUND, CONTAINER_NAME_AMBIGUOUS. */
export async function containerNamed({ context }: Engine, text: string): Promise<ContainerName> {
  const { getContainer } = await import('../../engine/containers/list.ts');
  return (await getContainer(context, text)).name;
}

/** Whoever opened a network is reminded of it, for as long as that lasts. */
export function warnOfOpen(
  { container, preset }: { readonly container: string; readonly preset: Preset | null },
  out: Output,
): void {
  if (preset === 'open')
    out.note(`${container} may reach every host. To close it again: maestro domains ${container} --preset standard`);
}
