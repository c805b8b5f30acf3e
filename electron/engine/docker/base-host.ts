import { constants } from 'node:fs';
import { access, readdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { parseEnv } from 'node:util';
import {
  type AptSource,
  distributionArchives,
  type DistributionArchives,
  parseDeb822Sources,
  parseOneLineSources,
} from './apt-sources.ts';

/** What this machine contributes to a base image. */
export interface BaseHost {
  /** `debian` or `ubuntu`. */
  readonly distribution: 'debian' | 'ubuntu';
  readonly release: string;
  readonly archives: DistributionArchives;
  /** The certificates that the machine's administrator added, by file name. */
  readonly certificates: ReadonlyMap<string, Buffer>;
  readonly arch: 'x64' | 'arm64';
}

/** Whether a base image can be made here, and if not, what stands in the way. */
export type BaseSupport =
  | { readonly possible: true; readonly host: BaseHost }
  | {
      readonly possible: false;
      readonly reason: string;
      /** Packages that would make it possible, all else being well. */
      readonly missingPackages: readonly string[];
    };

const CERTIFICATES = '/usr/local/share/ca-certificates';
const PROGRAMS = { debootstrap: 'debootstrap', unshare: 'util-linux', npm: 'npm' };

/** Looks at this machine: a base image needs root on Debian or Ubuntu, debootstrap, npm and an archive that apt is configured for. */
export async function canBuildBase(): Promise<BaseSupport> {
  const no = (reason: string, missingPackages: readonly string[] = []): BaseSupport => ({
    possible: false,
    reason,
    missingPackages,
  });
  if (process.platform !== 'linux') return no('A base image can be made on Debian or Ubuntu only.');
  const arch = process.arch;
  if (arch !== 'x64' && arch !== 'arm64') return no(`There is no Node for the processor ${arch}.`);
  const system = parseEnv(await readOr('/etc/os-release', ''));
  const distribution = system['ID'];
  const release = system['VERSION_CODENAME'];
  if ((distribution !== 'debian' && distribution !== 'ubuntu') || release === undefined)
    return no(
      `A base image can be made on Debian or Ubuntu only, and this is ${system['PRETTY_NAME'] ?? 'another system'}.`,
    );
  if (process.getuid?.() !== 0) return no('Making a base image needs root.');
  const archives = distributionArchives(await hostSources(), release);
  if (archives === undefined)
    return no(`apt is configured for no archive of ${distribution} ${release} that can be read.`);
  const missing = await missingPrograms();
  if (missing.length > 0) return no(`Making a base image needs ${missing.join(' and ')}.`, missing);
  return { possible: true, host: { distribution, release, archives, arch, certificates: await addedCertificates() } };
}

async function hostSources(): Promise<AptSource[]> {
  const folder = '/etc/apt/sources.list.d';
  const names = (await readdir(folder).catch(() => [])).sort();
  const files = await Promise.all(
    ['/etc/apt/sources.list', ...names.map((name) => join(folder, name))].map(async (path) => {
      const text = await readOr(path, '');
      if (path.endsWith('.sources')) return parseDeb822Sources(text);
      return path.endsWith('.list') ? parseOneLineSources(text) : [];
    }),
  );
  return Promise.all(files.flat().map(withoutMirrorFile));
}

/** apt's `mirror+file:` names a file with one mirror a line; the first one serves. */
async function withoutMirrorFile(source: AptSource): Promise<AptSource> {
  const file = /^mirror\+file:(?:\/\/)?(\/.*)$/.exec(source.uri)?.[1];
  if (file === undefined) return source;
  const first = (await readOr(file, '')).split('\n').find((line) => /^https?:/.test(line));
  return { ...source, uri: first?.split(/\s/)[0] ?? source.uri };
}

async function missingPrograms(): Promise<string[]> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  const found = await Promise.all(
    Object.entries(PROGRAMS).map(async ([program, name]) => ((await isIn(folders, program)) ? [] : [name])),
  );
  return found.flat();
}

async function isIn(folders: readonly string[], program: string): Promise<boolean> {
  const tries = folders.map((folder) => access(join(folder, program), constants.X_OK));
  return (await Promise.allSettled(tries)).some(({ status }) => status === 'fulfilled');
}

async function addedCertificates(): Promise<Map<string, Buffer>> {
  const names = (await readdir(CERTIFICATES).catch(() => [])).filter((name) => name.endsWith('.crt')).sort();
  const files = await Promise.all(names.map(async (name) => [name, await readFile(join(CERTIFICATES, name))] as const));
  return new Map(files);
}

async function readOr(path: string, otherwise: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => otherwise);
}
