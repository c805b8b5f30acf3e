import type { Engine } from '../../engine/engine.ts';
import { isProblem } from '../../engine/errors.ts';

/** What a container is called today: its name without the prefix. One that is gone keeps the name that it was made under. */
export type Called = (made: string) => string;

/** How to call containers in what people read; their first names stay in JSON. */
export async function calledToday({ context }: Pick<Engine, 'context'>): Promise<Called> {
  const [{ readFleet }, { shortName }, { readConfig }] = await Promise.all([
    import('../../engine/containers/fleet.ts'),
    import('../../engine/containers/describe.ts'),
    import('../../engine/config/config.ts'),
  ]);
  const { prefix } = readConfig(context);
  const members = await readFleet(context).catch((error: unknown) => {
    if (isProblem(error, 'DOCKER_UNREACHABLE') || isProblem(error, 'DOCKER_DENIED')) return [];
    throw error;
  });
  const names = new Map(members.map(({ birth, shown }) => [birth.name as string, shown]));
  return (made) => shortName(names.get(made) ?? made, prefix);
}
