import { existsSync } from 'node:fs';
import { lstat, mkdir, readdir, readFile, readlink, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { beforeAll, expect, test } from 'vitest';
import { CommandTaken, installCommandLine } from '../../electron/shell/command-line.ts';
import { launchDesktop } from '../support/desktop.ts';
import { program } from '../support/maestro.ts';
import { tempFolder, writeFiles } from '../support/project.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const VERSION = (JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

let resources: string;

beforeAll(async () => {
  const output = await tempFolder('maestro-packages');
  const words = [join(ROOT, 'build/dist.mjs'), '--no-fetch', '--dir', `-c.directories.output=${output}`];
  const { code, stdout, stderr } = await program(process.execPath, words);
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
  resources = join(output, 'linux-unpacked/resources');
});

test('the archive holds the window’s program and page, and nothing that others must read', () => {
  const held = listPackage(join(resources, 'app.asar'), { isPack: false });
  for (const file of ['package.json', 'dist/electron/main.js', 'dist/preload/preload.cjs', 'dist/renderer/index.html'])
    expect(held).toContain(`/${file}`);
  expect(held.filter((file) => /node_modules|\/docker\/|\/test\/|\.map$|\.env/.test(file))).toEqual([]);
});

test('the command line runs from where it lies, and by a link from elsewhere', async () => {
  const link = join(await tempFolder('maestro-bin'), 'maestro');
  await symlink(join(resources, 'bin/maestro'), link);
  for (const command of [join(resources, 'bin/maestro'), link])
    expect(await program(command, ['--version'])).toMatchObject({ code: 0, stdout: `${VERSION}\n` });
  const project = await tempFolder('maestro-project');
  expect((await program(link, ['init'], { cwd: project })).code).toBe(0);
  expect(existsSync(join(project, '.maestro'))).toBe(true);
});

test('without a Node that is new enough it says so', async () => {
  const bin = await tempFolder('maestro-bin');
  await writeFiles(bin, { node: '#!/bin/sh\nexit 1\n' });
  const ended = await program(join(resources, 'bin/maestro'), [], { env: { MAESTRO_NODE: join(bin, 'node') } });
  expect(ended).toMatchObject({ code: 69, stderr: expect.stringContaining('needs Node 20.19 or later') as string });
});

test('what was packed starts, with its own page and node-pty', async () => {
  const app = join(resources, 'unpacked');
  extractAll(join(resources, 'app.asar'), app);
  const { page } = await launchDesktop({ built: join(app, 'dist/electron/main.js') });
  await page.getByText('The Docker engine does not answer').first().waitFor();
  await mkdir(join(resources, 'node_modules'), { recursive: true });
  expect(await readdir(join(resources, 'node_modules/node-pty'))).toContain('lib');
});

test('the command is a link into the package, replaced by the next one, and never in place of somebody’s own file', async () => {
  const home = await tempFolder('maestro-home');
  const place = { resources, home, isPassing: false, path: `/usr/bin:${join(home, '.local/bin')}` };
  const { link, isOnPath } = await installCommandLine(place);
  expect(isOnPath).toBe(true);
  expect(await readlink(link)).toBe(join(resources, 'bin/maestro'));
  expect((await installCommandLine({ ...place, path: '/usr/bin' })).isOnPath).toBe(false);
  expect((await program(link, ['--version'])).stdout).toBe(`${VERSION}\n`);

  const other = await tempFolder('maestro-home');
  await writeFiles(other, { '.local/bin/maestro': 'mine' });
  await expect(installCommandLine({ ...place, home: other })).rejects.toThrow(CommandTaken);
  expect(await readFile(join(other, '.local/bin/maestro'), 'utf8')).toBe('mine');
});

test('a package that is there only while it runs leaves a copy', async () => {
  const home = await tempFolder('maestro-home');
  const place = { resources, home, isPassing: true, path: '' };
  await installCommandLine(place);
  const { link } = await installCommandLine(place);
  expect(await readlink(link)).toBe(join(home, '.local/share/maestro/command-line/bin/maestro'));
  expect((await program(link, ['--version'])).stdout).toBe(`${VERSION}\n`);
  expect(await readdir(join(home, '.local/share/maestro'))).toEqual(['command-line']);
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
});
