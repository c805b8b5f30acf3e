import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ended, maestro, type RunOptions } from './maestro.ts';
import { git, tempFolder } from './project.ts';

/** A project with `.maestro/` of its own, and a user of its own, for the built command line. */
export interface StateProject {
  readonly folder: string;
  readonly home: string;
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** The JSON that a command prints. Fails when the command does. */
  json<Value>(args: readonly string[]): Promise<Value>;
  /** Several processes at once. */
  all(calls: readonly (readonly string[])[]): Promise<Ended[]>;
}

/** A repository on branch `main`, with one commit unless `commits` is 0, outside git when `git` is false. */
export async function stateProject(options: { git?: boolean; commits?: 0 | 1 } = {}): Promise<StateProject> {
  const [folder, home] = await Promise.all([tempFolder('maestro-state'), tempFolder('maestro-home')]);
  if (options.git !== false) {
    await git(folder, 'init', '-q', '-b', 'main');
    if (options.commits !== 0) await git(folder, 'commit', '-q', '--allow-empty', '-m', 'first');
  }
  return within(folder, home);
}

/** The same user in another folder. */
export function within(folder: string, home: string): StateProject {
  const run = (args: readonly string[], options: RunOptions = {}): Promise<Ended> =>
    maestro(args, {
      cwd: folder,
      ...options,
      env: { HOME: home, CLAUDECODE: undefined, CODEX_THREAD_ID: undefined, ...options.env },
    });
  return {
    folder,
    home,
    run,
    all: (calls) => Promise.all(calls.map((args) => run(args))),
    json: async <Value>(args: readonly string[]) => {
      const ended = await run([...args, '--json']);
      if (ended.code !== 0) throw new Error(`${args.join(' ')}: ${ended.stdout}${ended.stderr}`);
      return JSON.parse(ended.stdout) as Value;
    },
  };
}

/** A plan with so many features, each with one assertion and a milestone of its own. */
export function planOf(count: number, change: object = {}): object {
  const ids = Array.from({ length: count }, (_, index) => `f${index + 1}`);
  return {
    title: 'Many',
    milestones: ids.map((id, order) => ({ id: `m-${id}`, title: id, description: 'd', order })),
    features: ids.map((id) => ({
      id,
      milestoneId: `m-${id}`,
      title: id,
      description: 'd',
      workerType: 'codex',
      verificationSteps: ['v'],
      fulfills: [`${id} works`],
    })),
    ...change,
  };
}

/** An approved mission; answers its id. */
export async function approvedMission(project: StateProject, plan: object = planOf(3)): Promise<string> {
  await writeFile(join(project.folder, 'plan.json'), JSON.stringify(plan));
  const { mission } = await project.json<{ mission: { id: string } }>(['mission', 'create', '--file', 'plan.json']);
  await project.json(['mission', 'approve', mission.id]);
  return mission.id;
}

/** The words of a handoff that is always accepted. */
export const HANDOFF = [
  ...['handoff', 'create', '--mode', 'execute', '--session-core', 'c', '--summary', 's', '--next-action', 'n'],
  ...['--confidence-work', '0.9', '--artifact', 'a', '--read-more', 'r'],
] as const;

/** Every file below a folder with its text. */
export async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
}
