import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../errors.ts';
import { run, runLive } from '../run.ts';
import { renderSources } from './apt-sources.ts';
import type { BaseHost } from './base-host.ts';
import type { Build } from './builds.ts';
import { NODE_VERSION, NPM_VERSION } from '../config/versions.ts';

/** Where apt finds things in the new system, whatever the host has. */
const SYSTEM_FILES = {
  'etc/apt/apt.conf.d/90maestro': 'Acquire::Languages "none";\n',
  'usr/sbin/policy-rc.d': '#!/bin/sh\nexit 101\n',
};
const FOLDER = '/var/tmp';
const PREFIX = 'maestro-base-';

interface Making {
  readonly host: BaseHost;
  readonly build: Build;
  /** Temporary folder of this run. */
  readonly folder: string;
  /** The new system's root folder. */
  readonly root: string;
}

/** Runs work with a temporary folder that is gone afterwards, and removes those that killed runs left. */
export async function withBaseFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const left = (await readdir(FOLDER)).filter((name) => name.startsWith(PREFIX) && !isAlive(name));
  await Promise.all(left.map((name) => rm(join(FOLDER, name), { recursive: true, force: true })));
  const folder = await mkdtemp(join(FOLDER, `${PREFIX}${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isAlive(name: string): boolean {
  try {
    return process.kill(Number(name.slice(PREFIX.length).split('-')[0]), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Makes a small Debian or Ubuntu with Node in it, and answers the path of its tar file. IMAGE_BUILD_FAILED names the step. */
export async function makeRootFs(host: BaseHost, build: Build, folder: string): Promise<string> {
  const root = join(folder, 'root');
  await mkdir(root, { mode: 0o755 });
  const making: Making = { host, build, folder, root };
  const steps: readonly (readonly [string, (making: Making) => Promise<unknown>])[] = [
    [`Install ${host.distribution} ${host.release} with debootstrap`, bootstrap],
    ['Install certificates and updates', update],
    [`Install Node ${NODE_VERSION}`, installNode],
    ['Pack the system', packSystem],
  ];
  for (const [index, [title, step]] of steps.entries()) {
    build.step(title, index + 1, steps.length + 1);
    await step(making);
  }
  return join(folder, 'base.tar');
}

async function bootstrap(making: Making): Promise<void> {
  const { release, archives } = making.host;
  const components = `--components=${archives.components.join(',')}`;
  const args = ['--variant=minbase', '--include=ca-certificates', components, release, making.root, archives.mirror];
  await contained(making, ['debootstrap', ...args]);
}

async function update(making: Making): Promise<void> {
  const { host, root } = making;
  const keyring = `/usr/share/keyrings/${host.distribution}-archive-keyring.gpg`;
  for (const [path, content] of Object.entries(SYSTEM_FILES)) await writeFile(join(root, path), content);
  await chmod(join(root, 'usr/sbin/policy-rc.d'), 0o755);
  await writeFile(join(root, 'etc/apt/sources.list'), renderSources(host.archives, { release: host.release, keyring }));
  for (const [name, content] of host.certificates)
    await writeFile(join(root, 'usr/local/share/ca-certificates', name), content);
  const inside = (...command: string[]): Promise<void> => contained(making, ['chroot', root, ...command]);
  await inside('update-ca-certificates');
  await inside('apt-get', 'update');
  await inside('apt-get', '--yes', 'dist-upgrade');
  await inside('apt-get', 'clean');
  await inside('useradd', '--uid', '1000', '--user-group', '--create-home', '--shell', '/bin/bash', 'node');
  await rm(join(root, 'var/lib/apt/lists'), { recursive: true });
  await rm(join(root, 'etc/resolv.conf'), { force: true });
}

/** Node from the registry that this machine's npm is configured for; npm checks what it downloads. */
async function installNode(making: Making): Promise<void> {
  const { build, folder, root, host } = making;
  const local = join(root, 'usr/local');
  const npm = join(local, 'lib/node_modules/npm');
  const packages = [`node-linux-${host.arch}@${NODE_VERSION}`, `npm@${NPM_VERSION}`];
  const packed = await run('npm', ['pack', '--silent', '--pack-destination', folder, ...packages], {
    cwd: homedir(),
    cancelSignal: build.signal,
  });
  const [nodeFile, npmFile] = packed.stdout.trim().split('\n');
  if (!packed.ok || nodeFile === undefined || npmFile === undefined)
    throw stepFailed(making, `npm pack ${packages.join(' ')}`, packed.stderr);
  await mkdir(npm, { recursive: true });
  await contained(making, ['tar', '-xzf', join(folder, nodeFile), '-C', local, '--strip-components=1', ...NODE_PARTS]);
  await contained(making, ['tar', '-xzf', join(folder, npmFile), '-C', npm, '--strip-components=1']);
  for (const name of ['npm', 'npx']) {
    await chmod(join(npm, 'bin', `${name}-cli.js`), 0o755);
    await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, 'bin', name));
  }
  await symlink('node', join(local, 'bin/nodejs'));
  await contained(making, ['chown', '-R', '0:0', local]);
}

/** The program, and the headers that native addons are compiled against. */
const NODE_PARTS = ['package/bin', 'package/include', 'package/LICENSE'];

async function packSystem(making: Making): Promise<void> {
  const file = join(making.folder, 'base.tar');
  await contained(making, ['tar', '-cf', file, '--numeric-owner', '--one-file-system', '-C', making.root, '.']);
}

/** Runs a program in mount and process namespaces of its own: when it is killed, its children and mounts go with it. */
async function contained(making: Making, command: readonly string[]): Promise<void> {
  const { build } = making;
  const ran = await runLive('unshare', ['--mount', '--pid', '--fork', '--kill-child', '--', ...command], {
    cwd: making.folder,
    env: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LC_ALL: 'C.UTF-8',
      DEBIAN_FRONTEND: 'noninteractive',
    },
    cancelSignal: build.signal,
    onLine: (line) => build.say(line),
  });
  build.signal.throwIfAborted();
  if (!ran.ok) throw stepFailed(making, command.join(' '), `exit code ${ran.code ?? 'none'}`);
}

function stepFailed({ build }: Making, command: string, output: string): Error {
  const { step, lines } = build.progress;
  return fail('IMAGE_BUILD_FAILED', `The base image could not be made: ${step} failed.`, {
    detail: [command, ...lines, output.trim()].join('\n'),
  });
}
