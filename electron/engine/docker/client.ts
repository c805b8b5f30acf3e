import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import Dockerode from 'dockerode';
import { fail } from '../errors.ts';
import { readEvents } from './events.ts';
import { dockerFailure, translated, translatedOutput } from './failure.ts';
import { onlyFile, pathStat } from './files.ts';
import { payloads } from './frames.ts';
import { findEngine } from './find-engine.ts';
import { followLines, type Logs, printedLines } from './output.ts';
import type {
  Archive,
  ContainerDetails,
  ContainerRow,
  ContainerSpec,
  Docker,
  DockerEvent,
  FileInside,
  Held,
  ImageRow,
  Labels,
  Sample,
  UpdatedLimits,
  VolumeRow,
} from './port.ts';
import { readSamples } from './stats.ts';
import { sampleOf } from './stats-rules.ts';

/** The Docker engine's API over dockerode, which no other file imports. What the methods promise stands in `port.ts`. */
export class DockerClient implements Docker {
  readonly #api: Dockerode;
  readonly #logs: Logs;
  /** The engine's socket, for programs that need to find the same engine; undefined where `DOCKER_HOST` tells. */
  readonly socketPath: string | undefined;

  /** Talks to the engine of this user, or to the one behind a socket. */
  constructor(options: { socketPath?: string } = {}) {
    const engine = options.socketPath === undefined ? findEngine() : options;
    this.#api = new Dockerode(engine);
    this.#logs = (id, wanted) =>
      this.#api.getContainer(id).logs(wanted as typeof wanted & { follow: true }) as Promise<
        Buffer | AsyncIterable<Buffer>
      >;
    this.socketPath = engine?.socketPath;
  }

  version(): Promise<{ Version: string; ApiVersion: string }> {
    return translated(this.#api.version());
  }

  info(): ReturnType<Docker['info']> {
    return translated(this.#api.info() as Promise<never>);
  }

  containers(labels: Labels): Promise<ContainerRow[]> {
    return translated(this.#api.listContainers({ all: true, filters: { label: labelFilter(labels) } }));
  }

  async writtenBytes(labels: Labels): Promise<{ name: string; bytes: number }[]> {
    const wanted = { all: true, size: true, filters: { label: labelFilter(labels) } };
    const rows = (await translated(this.#api.listContainers(wanted))) as (ContainerRow & { SizeRw?: number })[];
    return rows.map(({ Names, Id, SizeRw }) => ({ name: Names[0]?.slice(1) ?? Id, bytes: SizeRw ?? 0 }));
  }

  async create(spec: ContainerSpec, signal?: AbortSignal): Promise<string> {
    const container = await translated(this.#api.createContainer({ ...spec, ...abortOption(signal) }));
    return container.id;
  }

  async start(id: string): Promise<void> {
    await translated(this.#api.getContainer(id).start(), [304]);
  }

  async stop(id: string, { graceSeconds }: { graceSeconds: number }): Promise<void> {
    await translated(this.#api.getContainer(id).stop({ t: graceSeconds }), [304]);
  }

  async restart(id: string, { graceSeconds }: { graceSeconds: number }): Promise<void> {
    await translated(this.#api.getContainer(id).restart({ t: graceSeconds }));
  }

  async rename(id: string, name: string): Promise<void> {
    await translated(this.#api.getContainer(id).rename({ name }));
  }

  async update(id: string, limits: UpdatedLimits): Promise<void> {
    await translated(this.#api.getContainer(id).update(limits));
  }

  async remove(id: string): Promise<void> {
    const container = this.#api.getContainer(id);
    try {
      await translated(container.remove({ force: true, v: true }), [404]);
    } catch (error) {
      if (!isBeingRemoved(error)) throw error;
      await translated(container.wait({ condition: 'removed' }), [404]);
    }
  }

  inspect(id: string): Promise<ContainerDetails> {
    return translated(this.#api.getContainer(id).inspect());
  }

  async unpack(id: string, archive: Archive): Promise<void> {
    const options = { path: archive.folder, noOverwriteDirNonDir: '0', ...abortOption(archive.signal) };
    await translated(this.#api.getContainer(id).putArchive(archive.tar, options));
  }

  async readFile(id: string, path: string, maxBytes: number): Promise<FileInside | undefined> {
    const archive = await this.pack(id, path);
    return archive === undefined ? undefined : translated(onlyFile(archive, maxBytes));
  }

  async pack(id: string, path: string): Promise<NodeJS.ReadableStream | undefined> {
    try {
      return await this.#api.getContainer(id).getArchive({ path });
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 404) return undefined;
      throw dockerFailure(error);
    }
  }

  async stat(id: string, path: string): Promise<{ isFolder: boolean } | undefined> {
    const api = this.#api.getContainer(id);
    const answer = await translated(api.infoArchive({ path }) as Promise<IncomingMessage>, [404]);
    const found = pathStat(answer);
    return found === undefined || found.linkTarget === '' ? found : this.stat(id, found.linkTarget);
  }

  async changedPaths(id: string): Promise<string[]> {
    const changes = await translated(this.#api.getContainer(id).changes() as Promise<{ Path: string }[] | null>);
    return (changes ?? []).map(({ Path }) => Path);
  }

  async *followUse(id: string, signal: AbortSignal): AsyncGenerator<Sample, void, void> {
    const wanted = { stream: true, abortSignal: signal } as const;
    const stream = await translated(this.#api.getContainer(id).stats(wanted));
    yield* readSamples(stream as unknown as AsyncIterable<Buffer>, signal);
  }

  async use(id: string): Promise<Sample | undefined> {
    return sampleOf(await translated(this.#api.getContainer(id).stats({ stream: false, 'one-shot': true })));
  }

  lastLines(id: string, count: number): Promise<string[]> {
    return printedLines(this.#logs, id, { tail: count });
  }

  async *followRun(
    id: string,
    { signal, tail = 10_000 }: { signal: AbortSignal; tail?: number },
  ): AsyncGenerator<string, void, void> {
    const { State } = await this.inspect(id);
    yield* followLines(this.#logs, id, { tail, since: State.StartedAt, signal });
  }

  async lastLinesOfRun(id: string, count: number): Promise<string[]> {
    const { State } = await this.inspect(id);
    return printedLines(this.#logs, id, { tail: count, since: State.StartedAt });
  }

  async lastOutput(id: string, count: number): Promise<string> {
    const lines = await printedLines(this.#logs, id, { tail: count, stderr: true });
    return lines.join('\n');
  }

  async hold(id: string, command: readonly string[], options: { user: string }): Promise<Held> {
    const exec = await translated(
      this.#api.getContainer(id).exec({
        Cmd: [...command],
        User: options.user,
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: true,
      }),
    );
    const stream = await translated(exec.start({ hijack: true, stdin: true }));
    // A write to what has ended fails here too, and the output's end tells it.
    stream.on('error', () => undefined);
    return {
      output: translatedOutput(payloads(stream)),
      write: (text) => {
        if (stream.writable) stream.write(text);
      },
      release: () => stream.destroy(),
      exitCode: async () => {
        const { Running, ExitCode } = await translated(exec.inspect());
        return Running ? null : ExitCode;
      },
    };
  }

  async openEvents(labels: Labels, signal: AbortSignal): Promise<AsyncGenerator<DockerEvent, void, void>> {
    const filters = { label: labelFilter(labels) };
    const stream = await translated(this.#api.getEvents({ filters, abortSignal: signal }));
    return readEvents(stream as AsyncIterable<Buffer>, signal);
  }

  async createNetwork(options: Dockerode.NetworkCreateOptions): Promise<string> {
    const network = await translated(this.#api.createNetwork(options));
    return network.id;
  }

  networks(labels: Labels): Promise<Dockerode.NetworkInspectInfo[]> {
    return translated(this.#api.listNetworks({ filters: { label: labelFilter(labels) } }));
  }

  async removeNetwork(idOrName: string): Promise<void> {
    await translated(this.#api.getNetwork(idOrName).remove(), [404]);
  }

  async createVolume(name: string, labels: Labels): Promise<void> {
    await translated(this.#api.createVolume({ Name: name, Labels: { ...labels } }));
    const volume = await translated(this.#api.getVolume(name).inspect());
    const found = volume.Labels as Labels | null;
    if (Object.entries(labels).some(([key, value]) => found?.[key] !== value))
      throw fail('CONTAINER_NAME_TAKEN', `A volume is named ${name} already.`);
  }

  async volumes(labels: Labels): Promise<VolumeRow[]> {
    const filters = JSON.stringify({ label: labelFilter(labels) });
    return volumesOf(await translated(this.#api.listVolumes({ filters: filters as never })));
  }

  async volumeNames(): Promise<string[]> {
    return volumesOf(await translated(this.#api.listVolumes())).map((volume) => volume.Name);
  }

  async containerNames(): Promise<string[]> {
    const rows = await translated(this.#api.listContainers({ all: true }));
    return rows.flatMap((row) => row.Names.map((name) => name.replace(/^\//, '')));
  }

  async removeVolume(name: string): Promise<void> {
    await translated(this.#api.getVolume(name).remove(), [404]);
  }

  images(labels: Labels): Promise<ImageRow[]> {
    return translated(this.#api.listImages({ filters: { label: labelFilter(labels) } }));
  }

  async findImage(reference: string): Promise<Dockerode.ImageInspectInfo | undefined> {
    try {
      return await this.#api.getImage(reference).inspect();
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode === 404) return undefined;
      throw dockerFailure(error);
    }
  }

  buildStream(context: Readable, options: Dockerode.ImageBuildOptions): Promise<NodeJS.ReadableStream> {
    return translated(this.#api.buildImage(context, options));
  }

  pullStream(reference: string, signal?: AbortSignal): Promise<NodeJS.ReadableStream> {
    return translated(this.#api.pull(reference, abortOption(signal)));
  }

  importStream(
    tar: Readable,
    options: { repo: string; tag: string; changes: string[]; abortSignal?: AbortSignal },
  ): Promise<NodeJS.ReadableStream> {
    return translated(this.#api.importImage(tar, options));
  }

  async removeImage(reference: string): Promise<void> {
    await translated(this.#api.getImage(reference).remove(), [404]);
  }
}

/** Someone else, perhaps Docker itself, is removing it at this moment. */
function isBeingRemoved(error: unknown): boolean {
  return error instanceof Error && /removal of container .* is already in progress/i.test(error.message);
}

/** Docker says null where there is no volume. */
function volumesOf(answer: { Volumes: VolumeRow[] | null }): VolumeRow[] {
  return answer.Volumes ?? [];
}

function labelFilter(labels: Labels): string[] {
  return Object.entries(labels).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
}

/** The option as dockerode types it: left out, never undefined. */
function abortOption(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}
