import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { onTestFinished } from 'vitest';
import { type Paths, userPaths } from '../../electron/engine/disk/paths.ts';

const execute = promisify(execFile);

/** A user of Maestro with nothing but a home folder. */
export interface TestUser {
  /** The user's home folder: `HOME` for child processes. */
  readonly home: string;
  readonly paths: Paths;
  /** Container prefix that no other test uses. */
  readonly prefix: string;
}

const ends: (() => Promise<void>)[] = [];

/** Ends what was made for a whole file. */
export async function endAll(): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end();
}

/** A temporary folder that goes when the test ends, or the file where a `beforeAll` made it. */
export async function tempFolder(name = 'maestro'): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  // A program that was just ended may have a child that writes its last file.
  whenDone(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }));
  return folder;
}

/** A user with a home folder of its own and a `~/.maestro/config.yml`, `config` merged into its top level. */
export async function testUser(config: Record<string, Record<string, unknown>> = {}): Promise<TestUser> {
  const home = await tempFolder('maestro-home');
  const prefix = `t${randomBytes(4).toString('hex')}-`;
  const paths = userPaths(home);
  const content = { ...config, containers: { prefix, ...config['containers'] } };
  await writeFiles(home, { '.maestro/config.yml': stringify(content) });
  return { home, paths, prefix };
}

/** Runs git in a folder with a fixed identity, and answers what it printed. */
export async function git(folder: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.test', '-c', 'commit.gpgsign=false'];
  const { stdout } = await execute('git', [...identity, ...args], { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

/** A git repository with one commit of these files on branch `main`. */
export async function gitProject(files: Record<string, string> = { 'README.md': '# Project\n' }): Promise<string> {
  const folder = await tempFolder('maestro-project');
  await writeFiles(folder, files);
  await git(folder, 'init', '-q', '-b', 'main');
  await git(folder, 'config', 'user.name', 'Ada');
  await git(folder, 'config', 'user.email', 'ada@example.test');
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '-q', '--allow-empty', '-m', 'first');
  return folder;
}

/** Writes files by path relative to a folder, making what lies between. */
export async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Does something after the running test, or after the file when a `beforeAll` asks for it. */
export function whenDone(work: () => Promise<void>): void {
  try {
    onTestFinished(work);
  } catch {
    ends.push(work);
  }
}
