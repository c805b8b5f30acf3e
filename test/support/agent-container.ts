import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { ContainerName } from '../../electron/contract/ids.ts';
import { readReport, Report } from '../../electron/contract/reports.ts';
import { agentLaunch } from '../../electron/engine/agents/agents.ts';
import type { AgentChoice } from '../../electron/engine/agents/launch.ts';
import type { ContainerFile, Launch } from '../../electron/engine/agents/launch.ts';
import { birthLabels, partLabels } from '../../electron/engine/containers/labels.ts';
import { putFiles } from '../../electron/engine/docker/files.ts';
import type { Labels } from '../../electron/engine/docker/port.ts';
import { testEngine, type TestEngine } from './docker.ts';
import { execute, fileIn, pack } from './execute.ts';
import { testImages } from './images.ts';
import { until } from './until.ts';

/** The product's agent container, started as the product starts it but without a network. */
export interface AgentContainer {
  readonly id: string;
  readonly engine: TestEngine;
  /** Everything it has reported since it was made. Throws on a line that is no report. */
  reports(): Promise<Report[]>;
  /** Waits for the newest report to be like this, and answers it. */
  reported(what: string, like: (report: Report) => boolean): Promise<Report>;
  /** What a shell command prints inside, as the agent's user. */
  sh(command: string): Promise<string>;
  /** What the agent's window shows. */
  screen(): Promise<string>;
  /** Bytes of a file. */
  file(path: string): Promise<Buffer>;
  stop(): Promise<void>;
  /** Stops and starts it, and waits until it is ready again. */
  restart(): Promise<void>;
}

export interface AgentContainerInput extends Partial<AgentChoice> {
  /** Replaces parts of the launch, for what no agent does by itself. */
  readonly launch?: Partial<Launch>;
  /** Shell commands that make the project in `/workspace`, as the agent's user; the default is a repository with one commit. */
  readonly project?: string;
  readonly files?: readonly ContainerFile[];
  /** Another than the product's own. */
  readonly image?: string;
}

const PROJECT = 'git init -q -b main && echo one > file && git add -A && git commit -q -m first';
const IDENTITY = { name: 'Ada', email: 'ada@example.test' };

/** Starts one, and waits until it is ready unless its start is meant to fail. */
export async function startAgentContainer(input: AgentContainerInput): Promise<AgentContainer> {
  const container = await makeAgentContainer(input);
  await container.engine.context.docker.start(container.id);
  await container.reported('the start to end', ({ phase }) => phase === 'ready' || phase === 'failed');
  return container;
}

async function makeAgentContainer(input: AgentContainerInput): Promise<AgentContainer> {
  const { base, agent } = await testImages();
  const engine = await testEngine({ containers: { base_image: base } });
  const name = `${engine.user.prefix}agent-1` as ContainerName;
  const { docker } = engine.context;
  const owned = { role: 'agent', container: name, creation: randomUUID() } as const;
  const id = await docker.create({
    name,
    Image: input.image ?? agent,
    Labels: { ...partLabels(engine.user.paths.home, owned), ...born(name, input) },
    HostConfig: { Init: true, NetworkMode: 'none', CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges'] },
  });
  await docker.unpack(id, { folder: '/', tar: await projectTar(engine, agent, input.project ?? PROJECT) });
  await putFiles(docker, id, { files: launchFiles(name, input), signal: engine.context.closing });
  return agentContainer(engine, id);
}

function born(name: ContainerName, { agent = 'custom', branch = 'feat/work', model }: AgentContainerInput): Labels {
  const limits = { memoryBytes: 2 ** 32, cpus: 2, pids: 512 };
  const facts = { project: '/work/shop', createdAt: '2026-01-01T00:00:00.000Z', baseCommit: null };
  return birthLabels({ name, agent, branch, model: model ?? null, limits, credentialMode: 'sync', ...facts });
}

function launchFiles(container: string, input: AgentContainerInput): ContainerFile[] {
  const choice = { agent: 'custom', startMode: 'yolo', task: 'Do it.', branch: 'feat/work', base: null } as const;
  const given = { container, identity: IDENTITY, credential: null, env: {}, command: undefined, model: undefined };
  const { launch, files } = agentLaunch({ ...choice, ...given, ...input });
  const own = { mode: 0o444, owner: 'root' } as const;
  return [
    { ...own, path: '/etc/maestro/launch.json', content: JSON.stringify({ ...launch, ...input.launch }) },
    { ...own, path: '/etc/maestro/prompt', content: input.task ?? choice.task },
    ...files,
    ...(input.files ?? []),
  ];
}

/** A project as a container made it: its files belong to the agent's user whoever runs the tests. */
async function projectTar(engine: TestEngine, image: string, commands: string): Promise<Buffer> {
  const { docker } = engine.context;
  const name = `${engine.user.prefix}project-1` as ContainerName;
  const owned = { role: 'agent', container: name, creation: randomUUID() } as const;
  const identity = ['AUTHOR', 'COMMITTER'].flatMap((who) => [`GIT_${who}_NAME=Ada`, `GIT_${who}_EMAIL=a@example.test`]);
  const id = await docker.create({
    name,
    Image: image,
    Env: identity,
    Entrypoint: ['bash', '-ec', `cd /workspace\n${commands}\necho finished`],
    Labels: { ...partLabels(engine.user.paths.home, owned) },
    HostConfig: { NetworkMode: 'none' },
  });
  await docker.start(id);
  await until('the project to be made', async () => (await docker.lastOutput(id, 5)).endsWith('finished'));
  const tar = await buffer(await pack(id, '/workspace'));
  await docker.remove(id);
  return tar;
}

function agentContainer(engine: TestEngine, id: string): AgentContainer {
  const { docker } = engine.context;
  const reports = async (): Promise<Report[]> => {
    const lines = await docker.lastLines(id, 1000);
    return lines.map((line) => {
      const report = readReport(Report, line);
      if (report === undefined) throw new Error(`No report: ${line}`);
      return report;
    });
  };
  const sh = async (command: string): Promise<string> => {
    const { output } = await execute(id, ['sh', '-c', command], { user: 'node' });
    return output;
  };
  const screen = (): Promise<string> => sh('tmux capture-pane -p -t main:agent');
  return {
    id,
    engine,
    reports,
    reported: (what, like) =>
      until(what, async () => (await reports()).slice(-1).find(like)).catch(async (error: unknown) => {
        const [last] = (await reports()).slice(-1);
        throw new Error(`${String(error)}\nIts last report: ${JSON.stringify(last)}\nIts screen:\n${await screen()}`);
      }),
    sh,
    screen,
    file: (path) => fileIn(id, path),
    stop: () => docker.stop(id, { graceSeconds: 10 }),
    restart: async () => {
      await docker.stop(id, { graceSeconds: 10 });
      const before = (await reports()).length;
      await docker.start(id);
      await until('it to be ready again', async () =>
        (await reports()).slice(before).some(({ phase }) => phase === 'ready' || phase === 'failed'),
      );
    },
  };
}
