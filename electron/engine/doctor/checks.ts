import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DoctorCheck } from '../../contract/doctor.ts';
import { configFindings, readConfig } from '../config/config.ts';
import { formatSize } from '../../contract/limits.ts';
import { listCleanup } from '../containers/cleanup.ts';
import { listContainers } from '../containers/list.ts';
import type { Context } from '../context.ts';
import { readCredential } from '../credentials/credentials.ts';
import { canBuildBase } from '../docker/base-host.ts';
import { LABEL, ownLabels } from '../docker/labels.ts';
import { dockerRoom, LOW_ROOM_BYTES } from '../docker/room.ts';
import { ownImageState } from '../docker/own-image.ts';
import { missingTools, TOOLS } from '../docker/tools.ts';
import { wantedImages } from '../docker/wanted.ts';
import { hasSeccomp } from '../docker/seccomp.ts';
import { isProblem } from '../errors.ts';
import { gitVersion } from '../git/git.ts';

/** What a check found. */
export type Finding = Pick<DoctorCheck, 'state' | 'found' | 'hints'>;

/** One check of the doctor. It may throw: that is a finding too. */
export interface Check extends Pick<DoctorCheck, 'id' | 'title'> {
  readonly look: (context: Context) => Promise<Finding> | Finding;
}

const GIB = 1024 ** 3;
const LOW_MEMORY_BYTES = 4 * GIB;
const NO_DISK_BYTES = 5 * GIB;
const OLDEST_GIT = [2, 30] as const;

/** All checks, in the order in which they are shown. */
export const CHECKS: readonly Check[] = [
  { id: 'docker', title: 'Docker', look: checkDocker },
  { id: 'base-image', title: 'Base image', look: checkBaseImage },
  { id: 'images', title: 'Images', look: checkImages },
  { id: 'tools', title: 'Tools in containers', look: checkTools },
  { id: 'disk', title: 'Disk space', look: checkDisk },
  { id: 'git', title: 'git', look: checkGit },
  { id: 'credentials', title: 'Credentials', look: checkCredentials },
  { id: 'config', title: 'Configuration', look: checkConfig },
  { id: 'isolation', title: 'Isolation', look: checkIsolation },
  { id: 'unfinished', title: 'Unfinished creations', look: checkUnfinished },
];

async function checkDocker({ docker }: Context): Promise<Finding> {
  const [version, info] = await Promise.all([docker.version(), docker.info()]);
  const found = `Docker ${version.Version} with ${inGib(info.MemTotal)} of memory and ${info.NCPU} CPUs.`;
  if (info.OSType !== 'linux')
    return failed(`${found} It runs ${info.OSType} containers.`, ['Switch Docker Desktop to Linux containers.']);
  if (!hasSeccomp(info))
    return warning(`${found} It cannot confine the system calls of containers (no seccomp).`, [
      'Use an engine and a kernel with seccomp.',
    ]);
  if (info.MemTotal < LOW_MEMORY_BYTES)
    return warning(`${found} That is little for several agents.`, [
      'Give Docker more memory, or set containers.resources.memory in ~/.maestro/config.yml.',
    ]);
  return ok(found);
}

async function checkBaseImage(context: Context): Promise<Finding> {
  const { baseImage } = readConfig(context);
  if ((await context.docker.findImage(baseImage)) !== undefined) return ok(`${baseImage} is here.`);
  const support = await canBuildBase();
  const found = `${baseImage} is not on this engine. The first build pulls it.`;
  if (support.possible)
    return warning(found, [`docker pull ${baseImage}`, 'maestro image base makes one here instead.']);
  return warning(found, [`docker pull ${baseImage}`, `Without a registry: ${support.reason}`]);
}

async function checkImages(context: Context): Promise<Finding> {
  const wanted = await wantedImages(context);
  const build = ['maestro image build builds them now.'];
  if (wanted === undefined) return warning('They will be built with the first container, after the base image.', build);
  const images = await Promise.all([wanted.agent, wanted.gateway].map((image) => context.docker.findImage(image.tag)));
  const missing = images.filter((image) => image === undefined).length;
  if (missing > 0) return warning('They will be built with the next container.', build);
  return (await checkOwnImage(context)) ?? ok('The images of the agent and the gateway are current.');
}

/** Nothing of the user's own image is run to look the machine over: it is checked before its first container. */
async function checkOwnImage(context: Context): Promise<Finding | undefined> {
  const own = await ownImageState(context);
  if (own === null) return undefined;
  const { reference, isHere, missing } = own;
  if (!isHere) return failed(`${reference} of containers.image is not on this engine.`, [`docker pull ${reference}`]);
  if (missing === null) return ok(`Agents run on ${reference}, which is checked with the next container.`);
  if (missing.length === 0) return ok(`Agents run on ${reference}, which has what Maestro needs.`);
  return failed(`${reference} of containers.image lacks ${missing.join(', ')}.`, ['Install that in it.']);
}

async function checkDisk(context: Context): Promise<Finding> {
  const room = await dockerRoom(context).catch((error: unknown) => {
    if (isProblem(error, 'DOCKER_UNREACHABLE') || isProblem(error, 'DOCKER_DENIED')) return null;
    throw error;
  });
  const places = [
    { name: 'your home', free: await freeBytes(dirname(context.paths.home)) },
    ...(room === null ? [] : [{ name: 'Docker', free: room.freeBytes }]),
  ];
  const found = `${places.map(({ name, free }) => `${inGib(free)} free for ${name}`).join(', ')}.`;
  const least = Math.min(...places.map(({ free }) => free));
  if (least >= LOW_ROOM_BYTES) return ok(found);
  const hints = [
    ...(room === null ? [] : await biggest(context)),
    'maestro image prune',
    'maestro cleanup',
    'docker system df shows what takes space.',
  ];
  return least < NO_DISK_BYTES ? failed(found, hints) : warning(found, hints);
}

async function checkTools(context: Context): Promise<Finding> {
  const missing = await missingTools(context);
  if (missing === undefined) return ok('The image of agents is not built yet.');
  if (missing.length === 0) return ok(`The image of agents has ${TOOLS.join(', ')}.`);
  const uv = missing.includes('uv') ? ['uv comes from the index that pip is configured for on this machine.'] : [];
  return warning(`The image of agents lacks ${missing.join(', ')}: they could not be had when it was built.`, [
    ...uv,
    'maestro image build --force builds it anew; a containers.base_image of Debian has gh and git-lfs.',
  ]);
}

/** Which containers have written most: counted only where room is short, since that takes the engine its time. */
async function biggest({ docker, paths }: Context): Promise<string[]> {
  const written = await docker.writtenBytes({ ...ownLabels(paths.home), [LABEL.role]: 'agent' });
  const most = written.toSorted((a, b) => b.bytes - a.bytes).slice(0, 3);
  const words = most.map(({ name, bytes }) => `${name} ${inGib(bytes)}`);
  return words.length === 0 ? [] : [`Most was written by ${words.join(', ')}.`];
}

async function checkGit(): Promise<Finding> {
  const version = await gitVersion();
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < OLDEST_GIT[0] || (major === OLDEST_GIT[0] && minor < OLDEST_GIT[1]);
  return old
    ? warning(`git ${version} is old.`, [`Install git ${OLDEST_GIT.join('.')} or later.`])
    : ok(`git ${version}.`);
}

async function checkCredentials(context: Context): Promise<Finding> {
  const { state, file, exposed, expiresAt } = await readCredential(context, 'claude');
  const again = ['maestro refresh-tokens finds a fresher one; maestro auth signs in again.'];
  if (state === 'missing')
    return warning('Claude Code has no credentials for containers: each agent will ask you to log in.', [
      `Sign in: maestro auth. Or take what Claude Code has here: cp ~/.claude/.credentials.json ${file}`,
    ]);
  if (exposed) return warning(`Others on this machine can read ${file}.`, [`chmod 600 ${file}`]);
  if (state === 'invalid') return warning(`${file} does not hold what Claude Code writes.`, again);
  if (expiresAt === null) return ok('Claude Code’s credentials have no end.');
  const until = expiresAt;
  if (state === 'expired') return warning(`The access token expired at ${until}.`, again);
  if (state === 'expiring') return warning(`The access token expires soon, at ${until}.`, again);
  return ok(`Claude Code’s credentials are good until ${until}.`);
}

function checkConfig(context: Context): Finding {
  const [config, findings] = [readConfig(context), configFindings(context)];
  if (findings.length > 0)
    return warning(findings.map(({ sentence }) => sentence).join(' '), [`Edit ${context.paths.config}`]);
  const limits = `${formatSize(config.limits.memoryBytes)} of memory and ${config.limits.cpus} CPUs`;
  return ok(`A new container gets ${limits}, and ${config.allowedDomains.length} names are allowed.`);
}

async function checkIsolation(context: Context): Promise<Finding> {
  const running = (await listContainers(context)).filter(({ docker }) => docker === 'running');
  const lacking = running.filter(({ isolation }) => isolation.state !== 'verified' && isolation.state !== 'starting');
  if (lacking.length === 0) return ok(`${running.length} running, each proven closed but for its allowed names.`);
  const words = lacking.map(({ shortName, isolation: { state, provenAt } }) => {
    return `${shortName}: ${state}${provenAt === null ? '' : `, last proven at ${provenAt}`}`;
  });
  const isOpen = lacking.some(({ isolation }) => isolation.state === 'failed');
  const hints = ['Stop and start it: its gateway then proves itself anew.'];
  return (isOpen ? failed : warning)(`Not proven closed: ${words.join('; ')}.`, hints);
}

async function checkUnfinished(context: Context): Promise<Finding> {
  const left = (await listCleanup(context, { all: false })).filter((item) => item.kind !== 'container');
  if (left.length === 0) return ok('Nothing was left behind.');
  const names = left.map((item) => item.shortName).join(', ');
  return warning(`${left.length} ${left.length === 1 ? 'creation was' : 'creations were'} cut off: ${names}.`, [
    'maestro cleanup',
  ]);
}

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

function inGib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}

function ok(found: string): Finding {
  return { state: 'ok', found, hints: [] };
}

function warning(found: string, hints: string[]): Finding {
  return { state: 'warning', found, hints };
}

function failed(found: string, hints: string[]): Finding {
  return { state: 'failed', found, hints };
}
