import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, readlink, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '../../electron/contract/containers.ts';
import { containerEngine, inside, newContainer } from '../support/containers.ts';
import type { TestEngine } from '../support/docker.ts';
import { type Ended, MAESTRO, maestro } from '../support/maestro.ts';
import { gitProject, tempFolder } from '../support/project.ts';
import { until } from '../support/until.ts';

let engine: TestEngine;
let project: string;
let other: Container;

beforeAll(async () => {
  [engine, project] = await Promise.all([containerEngine(), gitProject()]);
  other = await engine.client.containers.create(newContainer({ project, branch: 'feat/other' }));
});

function run(args: readonly string[]): Promise<Ended> {
  return maestro(args, { cwd: project, env: { HOME: engine.user.home } });
}

/** How far a program came in a file that it reads. */
async function bytesRead({ pid = 0 }: ChildProcess, path: string): Promise<number> {
  const open = await readdir(`/proc/${pid}/fd`);
  const links = await Promise.all(open.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const fd = open[links.indexOf(path)];
  if (fd === undefined) return 0;
  const info = await readFile(`/proc/${pid}/fdinfo/${fd}`, 'utf8').catch(() => '');
  return Number(/^pos:\s*(\d+)$/m.exec(info)?.[1] ?? 0);
}

describe('cp', () => {
  test('brings a folder out and back in, and asks for --force before it replaces anything', async () => {
    const folder = await tempFolder();
    await inside(
      other,
      'mkdir -p out/deep && echo one > out/deep/one.txt && ln -s deep/one.txt out/link && chmod 4755 out/deep/one.txt',
    );
    const out = ['cp', `${other.shortName}:out`, folder];

    expect((await run(out)).stdout).toBe(`Copied 1 file to ${join(folder, 'out')}\n`);
    expect(await readFile(join(folder, 'out/link'), 'utf8')).toBe('one\n');
    expect((await stat(join(folder, 'out/deep/one.txt'))).mode & 0o7777).toBe(0o755);
    await writeFile(join(folder, 'out/mine'), 'mine');
    expect(await run(out)).toMatchObject({ code: 1, stderr: expect.stringContaining('(FILE_EXISTS)') as string });
    expect((await run([...out, '--force'])).code).toBe(0);
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(['deep', 'link']);
    expect(await readdir(folder)).toEqual(['out']);

    expect((await run(['cp', join(folder, 'out'), `${other.shortName}:copied`])).stdout).toBe(
      `Copied 1 file to ${other.shortName}:/workspace/copied\n`,
    );
    expect(await inside(other, 'cat copied/link; stat -c %U copied/deep/one.txt')).toBe('one\nnode');
    expect((await run(['cp', join(folder, 'out'), `${other.shortName}:`])).stderr).toContain('(FILE_EXISTS)');
    expect((await run(['cp', `${other.shortName}:nothing`, folder])).stderr).toContain(
      'has nothing at /workspace/nothing.',
    );
    expect((await run(['cp', 'a', 'b'])).code).toBe(2);
  });

  test('a copy that is cut off leaves the file that was there', async () => {
    const folder = await tempFolder();
    await inside(other, 'echo old > big');
    await writeFile(join(folder, 'big'), '');
    await truncate(join(folder, 'big'), 8 * 1024 ** 3);
    const words = [MAESTRO, 'cp', join(folder, 'big'), `${other.shortName}:big`, '--force'];
    const cli = spawn('node', words, {
      cwd: project,
      env: { ...process.env, HOME: engine.user.home },
      stdio: 'ignore',
    });
    // Docker answers nothing about a container that it unpacks into.
    await until('it to be under way', async () => (await bytesRead(cli, join(folder, 'big'))) > 2 ** 26);

    cli.kill('SIGKILL');

    expect(await inside(other, 'cat big')).toBe('old');
    await truncate(join(folder, 'big'), 3);
    expect((await run(['cp', join(folder, 'big'), `${other.shortName}:big`, '--force'])).code).toBe(0);
    expect((await run(['cp', join(folder, 'big'), `${other.shortName}:/opt/big`])).code).toBe(0);
    expect(await inside(other, 'stat -c "%s %U" big /opt/big; rm -rf .maestro-cp-*')).toBe('3 node\n3 node');
  });

  test('nothing that the container made leads out of the target', async () => {
    const folder = await tempFolder();
    await mkdir(join(folder, 'target'));
    await writeFile(join(folder, 'precious'), 'precious');
    const script = [
      'mkdir -p evil/sub && cd evil && echo fine > fine',
      `ln -s ${folder}/precious absolute; ln -s ../../precious up; ln -s sub/../../../precious winding`,
      `ln -s ${folder} folder; ln -s . self; ln -s self/../../precious through; ln -s fine good; ln fine second`,
      "mkfifo pipe; printf x > $'odd\\033[2Jname'",
    ];
    await inside(other, script.join('\n'));

    const { code, stderr } = await run(['cp', `${other.shortName}:evil`, join(folder, 'target')]);

    expect(code).toBe(0);
    for (const name of ['absolute', 'up', 'winding', 'folder', 'through', 'pipe'])
      expect(stderr).toContain(`evil/${name}: it is a`);
    expect(stderr).not.toContain('\u001b');
    const made = await readdir(join(folder, 'target/evil'));
    expect(made.filter((name) => /^[a-z]+$/.test(name)).sort()).toEqual(['fine', 'good', 'second', 'self', 'sub']);
    expect(await readFile(join(folder, 'precious'), 'utf8')).toBe('precious');
    const alone = await run(['cp', `${other.shortName}:evil/absolute`, folder]);
    expect(alone.stderr).toContain('absolute cannot be copied: it is a link to');
  });
});
