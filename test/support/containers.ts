import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Container } from '../../electron/contract/containers.ts';
import { NewContainer, type PhaseId } from '../../electron/contract/creation.ts';
import { registryHosts } from '../../electron/engine/config/registries.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { type TestEngine, testEngine } from './docker.ts';
import { execute } from './execute.ts';
import { testImages } from './images.ts';
import { git, gitProject, writeFiles } from './project.ts';

type Wish = Partial<Omit<ReturnType<typeof NewContainer.parse>, 'id'>> & { project: string };

/** What the tools of this machine said about their registries: asking them takes seconds, and every user would. */
let registries: string | undefined;

/** An engine of a user whose images are ready, so that containers can be created at once, and whose agents name no branch. */
export async function containerEngine(config: Record<string, Record<string, unknown>> = {}): Promise<TestEngine> {
  const { base } = await testImages();
  const engine = await testEngine({
    ...config,
    containers: { base_image: base, branch_names: 'task', ...config['containers'] },
  });
  const cache = join(engine.user.paths.cache, 'registries.json');
  if (registries !== undefined) await writeFiles('/', { [cache]: registries });
  else {
    await registryHosts(engine.context);
    registries = await readFile(cache, 'utf8');
  }
  return engine;
}

/** An input for `create`: an agent that does nothing, on a branch named after the task, unless the test wants more. */
export function newContainer(wish: Wish): NewContainer {
  const command = wish.agent === undefined ? { agent: 'custom', command: ['sleep', 'infinity'] } : {};
  return NewContainer.parse({ id: randomUUID(), task: 'Do nothing at all', ...command, ...wish });
}

/** Runs a script in a container as its user, and answers what it printed. */
export async function inside({ dockerId }: Pick<Container, 'dockerId'>, script: string): Promise<string> {
  const { output } = await execute(dockerId, ['bash', '-c', script]);
  return output.trim();
}

/** A repository of many files in nested folders, with commits one on the other. */
export async function bigProject({ files, commits }: { files: number; commits: number }): Promise<string> {
  const folder = await gitProject();
  const perCommit = Math.ceil(files / commits);
  for (let commit = 0; commit < commits; commit++) {
    const names = Array.from({ length: perCommit }, (_, n) => join(`part-${commit}`, `${n % 10}`, `file-${n}.txt`));
    await writeFiles(folder, Object.fromEntries(names.map((name) => [name, `${name}\n`])));
    await git(folder, 'add', '--all');
    await git(folder, 'commit', '-q', '-m', `part ${commit}`);
  }
  return folder;
}

/** How far the phases of a creation came. */
export function phasesOf({ context }: Engine, { id }: Pick<NewContainer, 'id'>): Partial<Record<PhaseId, string>> {
  const phases = context.state.snapshot.creations[id]?.phases ?? [];
  return Object.fromEntries(phases.map((phase) => [phase.id, phase.state]));
}

/** Does something at the very moment when a phase begins: some are over before anyone could look. */
export function whenPhase(
  engine: Engine,
  { id, phase }: Pick<NewContainer, 'id'> & { phase: PhaseId },
  work: () => void,
): void {
  const { state } = engine.context;
  const change = state.change.bind(state);
  let begun = false;
  state.change = (draft) => {
    change(draft);
    if (begun || phasesOf(engine, { id })[phase] !== 'running') return;
    begun = true;
    work();
  };
}
