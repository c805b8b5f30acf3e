import { buffer } from 'node:stream/consumers';
import Dockerode from 'dockerode';
import { extract } from 'tar-stream';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import type { Docker } from '../../electron/engine/docker/port.ts';
import { readLogLines } from '../../electron/engine/docker/frames.ts';

interface Options {
  readonly user?: string;
  /** The engine that has the container; the default is this machine's. */
  readonly docker?: Pick<Docker, 'socketPath'>;
}

/** Runs a program in a running container, and answers how it ended and what it printed. */
export async function execute(
  id: string,
  command: readonly string[],
  { user, docker }: Options = {},
): Promise<{ code: number; output: string }> {
  const container = api(docker).getContainer(id);
  const streams = { AttachStdout: true, AttachStderr: true };
  const exec = await container.exec({ Cmd: [...command], ...streams, ...(user === undefined ? {} : { User: user }) });
  const lines: string[] = [];
  for await (const line of readLogLines(await exec.start({ hijack: false, stdin: false }))) lines.push(line);
  const { ExitCode } = await exec.inspect();
  return { code: ExitCode ?? -1, output: lines.join('\n') };
}

/** A file or folder of a container, which need not run, as a tar stream. */
export function pack(id: string, path: string): Promise<NodeJS.ReadableStream> {
  return api().getContainer(id).getArchive({ path });
}

/** Bytes of a file of a container. */
export async function fileIn(id: string, path: string): Promise<Buffer> {
  let content = Buffer.alloc(0);
  const entries = (await pack(id, path)).pipe(extract());
  for await (const entry of entries) content = Buffer.concat([content, await buffer(entry)]);
  return content;
}

function api({ socketPath }: Pick<Docker, 'socketPath'> = new DockerClient()): Dockerode {
  return new Dockerode(socketPath === undefined ? undefined : { socketPath });
}
