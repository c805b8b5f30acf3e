import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';

/** Starts a stopped container. */
export async function run({ args: [name = ''], out }: Call): Promise<undefined> {
  const container = await withEngine(async ({ context, client }) => {
    const { getContainer } = await import('../../engine/containers/list.ts');
    return client.containers.start({ name: (await getContainer(context, name)).name });
  });
  out.result(container, () => `Started ${container.shortName}. Open it: maestro connect ${container.shortName}`);
}
