import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, readlink, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
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

/** A copy of a large file that the engine has a part of by now. It answers nothing about a container that it unpacks into. */
async function underWay(file: string, to: string): Promise<ChildProcess> {
  await writeFile(file, '');
  await truncate(file, 8 * 1024 ** 3);
  const env = { ...process.env, HOME: engine.user.home };
  const cli = spawn('node', [MAESTRO, 'cp', file, to, '--force'], { cwd: project, env });
  await until('it to be under way', async () => (await bytesRead(cli, file)) > 2 ** 26);
  return cli;
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

  test('a copy that is killed leaves the file that was there, and nothing beside it', async () => {
    const folder = await tempFolder();
    await inside(other, 'mkdir killed && echo old > killed/big');
    const cli = await underWay(join(folder, 'big'), `${other.shortName}:killed/big`);

    cli.kill('SIGKILL');

    await until('what is left to go', async () => (await inside(other, 'ls -A killed')) === 'big');
    expect(await inside(other, 'cat killed/big')).toBe('old');
    await truncate(join(folder, 'big'), 3);
    const to = [`${other.shortName}:killed/big`, `${other.shortName}:/opt/big`];
    for (const path of to) expect((await run(['cp', join(folder, 'big'), path, '--force'])).code).toBe(0);
    expect(await inside(other, 'stat -c "%s %U" killed/big /opt/big; ls -A killed')).toBe('3 node\n3 node\nbig');
  });

  test('a copy that is cancelled says that nothing was changed', async () => {
    const folder = await tempFolder();
    await inside(other, 'mkdir cancelled && echo old > cancelled/big');
    const cli = await underWay(join(folder, 'big'), `${other.shortName}:cancelled/big`);

    cli.kill('SIGINT');

    const said = await text(cli.stderr ?? Readable.from([]));
    expect(said).toContain('The copy was cut off. (CANCELLED)');
    expect(said).toContain('Nothing was changed.');
    expect(await inside(other, 'ls -A cancelled; cat cancelled/big')).toBe('big\nold');
  });

  test('what a stopped container is given takes its place at once, alone or in a folder that is there', async () => {
    const folder = await tempFolder();
    await inside(other, 'mkdir -p down/deep && echo old | tee down/big down/kept down/deep/two');
    await engine.client.containers.stop({ name: other.name });
    const cli = await underWay(join(folder, 'big'), `${other.shortName}:down/big`);
    cli.kill('SIGKILL');
    await once(cli, 'exit');
    await mkdir(join(folder, 'down/deep'), { recursive: true });
    await writeFile(join(folder, 'down/deep/two'), 'new\n', { mode: 0o755 });
    await symlink('deep/two', join(folder, 'down/link'));
    await writeFile(join(folder, 'alone'), 'alone\n');

    const joined = await run(['cp', join(folder, 'down'), `${other.shortName}:`, '--force']);
    const alone = await run(['cp', join(folder, 'alone'), `${other.shortName}:down/alone`]);

    expect([joined.stdout, alone.code]).toEqual([`Copied 1 file to ${other.shortName}:/workspace/down\n`, 0]);
    await engine.client.containers.start({ name: other.name });
    expect(await inside(other, 'ls -A . down down/deep | grep -c maestro-cp || true; ls -A down')).toBe(
      '0\nalone\nbig\ndeep\nkept\nlink',
    );
    expect(await inside(other, 'cd down && cat big kept link alone; stat -c "%U %a %h" deep/two')).toBe(
      'old\nold\nnew\nalone\nnode 755 1',
    );
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
