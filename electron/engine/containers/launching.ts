import { z } from 'zod';
import type { ContainerName } from '../../contract/ids.ts';
import { parseJson } from '../../contract/json.ts';
import type { Context } from '../context.ts';
import { putFiles } from '../docker/files.ts';

const LAUNCH = '/etc/maestro/launch.json';
/** What else is in it is for the programs of that container, which may be another version's. */
const Named = z.looseObject({ container: z.string() });
const LAUNCH_MAX_BYTES = 1024 * 1024;

/** What it is told of itself names the container that it is now. */
export async function launchAs(
  { docker }: Pick<Context, 'docker'>,
  dockerId: string,
  { name, signal }: { name: ContainerName; signal: AbortSignal },
): Promise<void> {
  const file = await docker.readFile(dockerId, LAUNCH, LAUNCH_MAX_BYTES);
  const launch = Named.parse(parseJson(file?.bytes?.toString() ?? ''));
  if (launch.container === name) return;
  const content = JSON.stringify({ ...launch, container: name });
  await putFiles(docker, dockerId, { files: [{ path: LAUNCH, content, mode: 0o444, owner: 'root' }], signal });
}
