import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type Ended, program } from '../support/maestro.ts';
import { tempFolder, whenDone, writeFiles } from '../support/project.ts';

const SCRIPT = resolve(import.meta.dirname, '../../build/package/install.sh');
const NAME = 'Maestro-1.2.3-linux-x64.AppImage';
const PACKAGE = '#!/bin/sh\necho maestro 1.2.3\n';

/** A release that is served on loopback, a file an answer; what it has not is not found. */
async function release(files: Readonly<Record<string, string>>): Promise<string> {
  const server = createServer((request, answer) => {
    const content = files[(request.url ?? '').slice(1)];
    answer.writeHead(content === undefined ? 404 : 200).end(content);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  whenDone(() => new Promise((closed) => server.close(() => closed())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function sums(content: string, name = NAME): string {
  return `${createHash('sha256').update(content).digest('hex')}  ${name}\n`;
}

/** Runs the script for a user of its own, on a machine that calls itself Linux on x86_64. */
async function install(address: string, home: string, machine = 'x86_64'): Promise<Ended> {
  const bin = await tempFolder('maestro-bin');
  await writeFiles(bin, { uname: `#!/bin/sh\n[ "$1" = -s ] && echo Linux || echo ${machine}\n` });
  await chmod(join(bin, 'uname'), 0o755);
  const env = { HOME: home, PATH: `${bin}:${process.env['PATH'] ?? ''}`, XDG_DATA_HOME: undefined };
  return program('/bin/sh', [SCRIPT, address], { env });
}

test('a release is put in place, can be started, and answers links', async () => {
  const home = await tempFolder('maestro-home');
  const address = await release({ SHA256SUMS: sums('x', 'other.txt') + sums(PACKAGE), [NAME]: PACKAGE });
  const { code, stdout } = await install(address, home);
  expect(code).toBe(0);
  expect(stdout).toContain(`${home}/.local/bin is not on your PATH yet.`);
  const installed = join(home, '.local/bin/maestro-desktop');
  expect((await stat(installed)).mode & 0o777).toBe(0o755);
  expect((await program(installed, [])).stdout).toBe('maestro 1.2.3\n');
  const entry = await readFile(join(home, '.local/share/applications/maestro.desktop'), 'utf8');
  expect(entry).toContain(`Exec="${installed}" %U`);
  expect(entry).toContain('MimeType=x-scheme-handler/maestro;');
});

test('what lacks its checksum is not installed, and the former release stays', async () => {
  const home = await tempFolder('maestro-home');
  const installed = join(home, '.local/bin/maestro-desktop');
  await writeFiles(home, { '.local/bin/maestro-desktop': 'former' });
  const never: [string, Record<string, string>][] = [
    ['is not what the release says', { SHA256SUMS: sums(PACKAGE), [NAME]: `${PACKAGE}# more` }],
    ['has no package for linux', { SHA256SUMS: sums(PACKAGE, '../../evil.AppImage'), [NAME]: PACKAGE }],
    ['has no package for linux', { SHA256SUMS: sums(PACKAGE, 'Maestro-1.2.3-mac-x64.zip') }],
    [`${NAME} could not be fetched`, { SHA256SUMS: sums(PACKAGE) }],
    ['SHA256SUMS could not be fetched', {}],
  ];
  for (const [sentence, files] of never) {
    const { code, stderr } = await install(await release(files), home);
    expect(code).toBe(1);
    expect(stderr).toContain(sentence);
    expect(await readFile(installed, 'utf8')).toBe('former');
  }
  expect(await readdir(join(home, '.local/bin'))).toEqual(['maestro-desktop']);
});

test('a release that is not fetched over https, or for another machine, is refused', async () => {
  const home = await tempFolder('maestro-home');
  expect((await install('http://releases.test/v1', home)).stderr).toContain('over https only');
  expect((await install('file:///tmp', home)).stderr).toContain('over https only');
  expect((await install('', home)).stderr).toContain('Name the address of a release');
  const address = await release({ SHA256SUMS: sums(PACKAGE), [NAME]: PACKAGE });
  expect((await install(address, home, 'riscv64')).stderr).toContain('no package for riscv64');
  expect((await install(address, home, 'aarch64')).stderr).toContain('has no package for linux on aarch64');
  expect(existsSync(join(home, '.local'))).toBe(false);
});
