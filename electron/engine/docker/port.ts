import type { Readable } from 'node:stream';
import type Dockerode from 'dockerode';

export type ContainerSpec = Dockerode.ContainerCreateOptions;
export type ContainerRow = Dockerode.ContainerInfo;
export type ContainerDetails = Dockerode.ContainerInspectInfo;
export type ImageRow = Dockerode.ImageInfo;
export type VolumeRow = Dockerode.VolumeInspectInfo;
export type Labels = Readonly<Record<string, string>>;

/** One line of the engine's event stream, as far as Maestro reads it. */
export interface DockerEvent {
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Labels };
  readonly timeNano: number;
}

/** A program that runs in a container as long as its holder lives and wants it. */
export interface Held {
  /** What it prints on both of its streams, until it ends. */
  readonly output: AsyncGenerator<Buffer, void, void>;
  /** Hands it input. What can no longer arrive is dropped: the output's end tells why. */
  readonly write: (text: string) => void;
  /** Closes its standard input, as the death of this process would: its sign to end. */
  readonly release: () => void;
  /** Its exit code; null as long as it runs. */
  readonly exitCode: () => Promise<number | null>;
}

/** What a container has used up to a moment. */
export interface Sample {
  readonly atMs: number;
  readonly cpuNs: number;
  /** What all CPUs of its machine have spent, idle or not: the measure of the former. */
  readonly machineNs: number;
  readonly onlineCpus: number;
  /** Without the cache of files. */
  readonly memoryBytes: number;
}

/** What lies at a path of a container. */
export interface FileInside {
  /** Null for what is no file, or a larger one than was asked for. */
  readonly bytes: Buffer | null;
  readonly changedAt: Date;
}

/** Limits that an engine can change while a container runs. */
export type UpdatedLimits = Pick<Dockerode.HostConfig, 'Memory' | 'MemorySwap' | 'NanoCpus' | 'PidsLimit'>;

/** A tar stream, and the folder of a container that it is unpacked into. */
export interface Archive {
  readonly folder: string;
  readonly tar: NodeJS.ReadableStream | Buffer;
  readonly signal?: AbortSignal;
}

/**
 * The Docker engine, in the words that Maestro needs: what the rest of the engine knows of it. Every failure is a
 * `MaestroError`.
 */
export interface Docker {
  /** The engine's socket, for programs that need to find the same engine; undefined where `DOCKER_HOST` tells. */
  readonly socketPath: string | undefined;

  /** Version of the engine; fails with DOCKER_UNREACHABLE or DOCKER_DENIED. */
  version(): Promise<{
    Version: string;
    ApiVersion: string;
  }>;
  /** Facts of the engine: memory, cpus, security options, root folder. */
  info(): Promise<{
    MemTotal: number;
    NCPU: number;
    SecurityOptions: string[];
    DockerRootDir: string;
    Driver: string;
    DriverStatus: [string, string][] | null;
    OSType: string;
  }>;
  /** All containers, running or not, that carry these labels. */
  containers(labels: Labels): Promise<ContainerRow[]>;
  /** Bytes that each container with these labels has written into its own files: slow, since the engine counts them. */
  writtenBytes(labels: Labels): Promise<{ name: string; bytes: number }[]>;
  /** Creates a container without starting it and answers its id. Fails with CONTAINER_NAME_TAKEN. */
  create(spec: ContainerSpec, signal?: AbortSignal): Promise<string>;
  start(id: string): Promise<void>;
  /** Stops a container: TERM, then KILL after the grace. A stopped one stays as it is. */
  stop(
    id: string,
    {
      graceSeconds,
    }: {
      graceSeconds: number;
    },
  ): Promise<void>;
  restart(
    id: string,
    {
      graceSeconds,
    }: {
      graceSeconds: number;
    },
  ): Promise<void>;
  /** Gives a container another name. Fails with CONTAINER_NAME_TAKEN. */
  rename(id: string, name: string): Promise<void>;
  /** Changes the limits of a container, which may run. */
  update(id: string, limits: UpdatedLimits): Promise<void>;
  /** Removes a container, killing it where it runs, and waits until it is gone; one that is gone already is fine. */
  remove(id: string): Promise<void>;
  inspect(id: string): Promise<ContainerDetails>;
  /** Unpacks a tar stream into a container's folder; the container need not run. */
  unpack(id: string, archive: Archive): Promise<void>;
  /** A file of a container, which need not run; undefined where there is nothing. */
  readFile(id: string, path: string, maxBytes: number): Promise<FileInside | undefined>;
  /** What lies at a path of a container, which need not run, as a tar stream below its last name; undefined where nothing is. */
  pack(id: string, path: string): Promise<NodeJS.ReadableStream | undefined>;
  /** What lies at a path of a container, which need not run; a link is the end that it leads to. Undefined where nothing is. */
  stat(id: string, path: string): Promise<{ isFolder: boolean } | undefined>;
  /** Paths that a container, which need not run, has made or changed in its own files. */
  changedPaths(id: string): Promise<string[]>;
  /** What a running container uses, each second until it ends or the signal aborts. */
  followUse(id: string, signal: AbortSignal): AsyncGenerator<Sample, void, void>;
  /** The same once; undefined where it does not run. The engine may take seconds for it. */
  use(id: string): Promise<Sample | undefined>;
  /** The newest lines that a container printed on stdout, oldest first. */
  lastLines(id: string, count: number): Promise<string[]>;
  /** What a container printed since its last start, at most the newest `tail` lines, then every new one, until it ends or the signal aborts. */
  followRun(
    id: string,
    {
      signal,
      tail,
    }: {
      signal: AbortSignal;
      tail?: number;
    },
  ): AsyncGenerator<string, void, void>;
  /** The newest lines of a container's present run, oldest first: what it said before its last start is not among them. */
  lastLinesOfRun(id: string, count: number): Promise<string[]>;
  /** Everything both streams printed last, as text: for error messages. */
  lastOutput(id: string, count: number): Promise<string>;
  /** Starts a program in a running container that learns from the end of its input when its holder lets go or dies. */
  hold(
    id: string,
    command: readonly string[],
    options: {
      user: string;
    },
  ): Promise<Held>;
  /** Opens the engine's events for things with these labels. They end when the signal aborts or the engine goes away. */
  openEvents(labels: Labels, signal: AbortSignal): Promise<AsyncGenerator<DockerEvent, void, void>>;
  createNetwork(options: Dockerode.NetworkCreateOptions): Promise<string>;
  networks(labels: Labels): Promise<Dockerode.NetworkInspectInfo[]>;
  removeNetwork(idOrName: string): Promise<void>;
  /** Creates a volume. Docker answers an existing one of that name as if it were new, hence the check: CONTAINER_NAME_TAKEN. */
  createVolume(name: string, labels: Labels): Promise<void>;
  volumes(labels: Labels): Promise<VolumeRow[]>;
  /** Names of all volumes on this engine, whoever made them. */
  volumeNames(): Promise<string[]>;
  /** Names of all containers on this engine, whoever made them. */
  containerNames(): Promise<string[]>;
  removeVolume(name: string): Promise<void>;
  images(labels: Labels): Promise<ImageRow[]>;
  /** The image behind a reference, or undefined when this engine does not have it. */
  findImage(reference: string): Promise<Dockerode.ImageInspectInfo | undefined>;
  /** The API's own stream of JSON progress lines, for builds, pulls and imports; see `images.ts`. */
  buildStream(context: Readable, options: Dockerode.ImageBuildOptions): Promise<NodeJS.ReadableStream>;
  pullStream(reference: string, signal?: AbortSignal): Promise<NodeJS.ReadableStream>;
  importStream(
    tar: Readable,
    options: {
      repo: string;
      tag: string;
      changes: string[];
      abortSignal?: AbortSignal;
    },
  ): Promise<NodeJS.ReadableStream>;
  removeImage(reference: string): Promise<void>;
}
