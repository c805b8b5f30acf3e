import type { SigningAgent } from '../../electron/contract/credentials.ts';
import { CREDENTIAL_FORMS } from '../../electron/engine/agents/credentials.ts';
import type { ContainerFile } from '../../electron/engine/agents/launch.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { putFiles } from '../../electron/engine/docker/files.ts';

/** Where a container has an agent's sign-in. */
export function fileOf(agent: SigningAgent): string {
  return `/home/node/${CREDENTIAL_FORMS[agent].file}`;
}

/** Writes a file into a container as its user, whether it runs or not. */
export async function writeInside(
  id: string,
  file: Pick<ContainerFile, 'path' | 'content' | 'changedAt'>,
): Promise<void> {
  const files = [{ mode: 0o600, owner: 'node' as const, ...file }];
  await putFiles(new DockerClient(), id, { files, signal: new AbortController().signal });
}
