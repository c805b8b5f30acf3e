import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { errnoOf } from '../disk/failure.ts';
import { readCache, readText } from '../disk/read.ts';
import { isProblem } from '../errors.ts';
import { findDomain } from './domains.ts';
import { run } from '../run.ts';

/** A host tool that can say where its packages come from. */
interface Tool {
  readonly program: string;
  readonly args: readonly string[];
}

const NPM: Tool = { program: 'npm', args: ['config', 'get', 'registry'] };
const GO: Tool = { program: 'go', args: ['env', 'GOPROXY', 'GOSUMDB'] };
/** A tool that hangs must not hold up everything; on a busy machine a sound one takes a while. */
const TOOL_TIMEOUT_MS = 120_000;
const CACHE_MS = 3_600_000;
/** What a slow tool left unsaid is asked again soon. */
const SLOW_MS = 300_000;

/** Files and variables that decide what the tools answer: while they stay, so does the answer. */
const FILES = [
  ...['.npmrc', '.config/pip/pip.conf', '.pip/pip.conf', '.cargo/config.toml', '.cargo/config', '.config/go/env'],
  ...['/etc/pip.conf', '/etc/npmrc', '.cargo/registry/index'],
];
const VARIABLES = /^(npm_config_registry|pip_(extra_)?index_url|goproxy|gosumdb|cargo_home|path)$/i;

const Cached = z.object({ key: z.string(), at: z.number(), hosts: z.array(z.string()) });

/**
 * Hosts of the package registries that this user's npm, pip, cargo and go are configured for, from the tools
 * themselves. A tool that is not there adds none; what one that is too slow said last still holds. Asked again after an
 * hour, or when a configuration file changes.
 */
export async function registryHosts(
  { paths, now }: Pick<Context, 'paths' | 'now'>,
  timeout = TOOL_TIMEOUT_MS,
): Promise<string[]> {
  const file = join(paths.cache, 'registries.json');
  const user = dirname(paths.home);
  const key = await fingerprint(user);
  const known = readCache(file, Cached);
  if (known?.key === key && Math.abs(now().getTime() - known.at) < CACHE_MS) return known.hosts;
  const asking: Asking = { user, timeout, slow: new Set() };
  const told = await askTools(asking);
  const isWhole = asking.slow.size === 0;
  const hosts = isWhole ? told : [...new Set([...told, ...(known?.key === key ? known.hosts : [])])].sort();
  const at = now().getTime() - (isWhole ? 0 : CACHE_MS - SLOW_MS);
  await writeAtomic(file, JSON.stringify({ key, at, hosts }));
  return hosts;
}

/** Host names of the web addresses in what a tool printed. */
export function hostsIn(text: string): string[] {
  const addresses = [...text.matchAll(/https?:\/\/[^\s'",|\]]+/g)].map(([address]) => address);
  const named = addresses.flatMap((address) => (URL.canParse(address) ? [new URL(address).hostname] : []));
  return [...new Set(named.flatMap((host) => findDomain(host) ?? []))].sort();
}

interface Asking {
  readonly user: string;
  readonly timeout: number;
  /** Tools that did not answer in time. */
  readonly slow: Set<string>;
}

async function askTools(asking: Asking): Promise<string[]> {
  const { user } = asking;
  const asked = await Promise.all([ask(asking, NPM), askPip(asking), askCargo(user), askGo(asking)]);
  const answers = [...asked, readScopes(user)];
  return [...new Set(answers.flatMap(hostsIn))].sort();
}

async function ask({ user, timeout, slow }: Asking, { program, args }: Tool): Promise<string> {
  const ran = await run(program, args, { cwd: user, env: { HOME: user, LC_ALL: 'C' }, timeout });
  if (!ran.ok && !ran.missing && ran.code === null) slow.add(program);
  return ran.ok ? ran.stdout : '';
}

/** What is configured; else the default, which pip tells in its help alone. */
async function askPip(asking: Asking): Promise<string> {
  const configured = await ask(asking, { program: 'pip3', args: ['config', 'list'] });
  const indexes = configured.split('\n').filter((line) => /index-url=/.test(line));
  if (indexes.some((line) => /\.index-url=/.test(line))) return indexes.join('\n');
  const help = await ask(asking, { program: 'pip3', args: ['install', '--help'] });
  const fallback = /--index-url[\s\S]*?\(default:?\s+([^)\s]+)\)/.exec(help)?.[1] ?? '';
  return [...indexes, fallback].join('\n');
}

/** Registries of single scopes, without anything else of the file: it may hold tokens. */
function readScopes(user: string): string {
  const lines = readOptional(join(user, '.npmrc')).split('\n');
  return lines.filter((line) => /^\s*@[^:=]+:registry\s*=/.test(line)).join('\n');
}

/** cargo cannot be asked: what its configuration names, and the indexes that it has used with their download hosts. */
async function askCargo(user: string): Promise<string> {
  const home = process.env['CARGO_HOME'] ?? join(user, '.cargo');
  const index = join(home, 'registry', 'index');
  const used = await foldersIn(index);
  const configs = [join(home, 'config.toml'), ...used.map((name) => join(index, name, 'config.json'))].map(
    readOptional,
  );
  return [...configs, ...used.map((name) => `https://${name.replace(/-[0-9a-f]{16}$/, '')}`)].join('\n');
}

/** Its proxies are addresses, and its checksum database is a bare name. */
async function askGo(asking: Asking): Promise<string> {
  const [proxies = '', database = ''] = (await ask(asking, GO)).split('\n');
  return `${proxies} https://${database.split('+')[0] ?? ''}`;
}

async function fingerprint(user: string): Promise<string> {
  const times = await Promise.all(FILES.map((file) => changedAt(file.startsWith('/') ? file : join(user, file))));
  const variables = Object.entries(process.env).filter(([name]) => VARIABLES.test(name));
  return createHash('sha256')
    .update(JSON.stringify([times, variables.sort()]))
    .digest('hex');
}

async function changedAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (errnoOf(error) !== undefined) return 0;
    throw error;
  }
}

function readOptional(file: string): string {
  try {
    return readText(file) ?? '';
  } catch (error) {
    if (isProblem(error, 'FILE_UNREADABLE') || isProblem(error, 'FILE_DAMAGED')) return '';
    throw error;
  }
}

async function foldersIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (errnoOf(error) !== undefined) return [];
    throw error;
  }
}
