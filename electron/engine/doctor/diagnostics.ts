import { hostname, release, userInfo } from 'node:os';
import { dirname } from 'node:path';
import type { Container } from '../../contract/containers.ts';
import { SigningAgent } from '../../contract/credentials.ts';
import type { Diagnostics } from '../../contract/doctor.ts';
import { sizeText } from '../../contract/text.ts';
import { VERSION } from '../../contract/version.ts';
import type { Context } from '../context.ts';
import { readCredential } from '../credentials/credentials.ts';
import { readText } from '../disk/read.ts';
import { problemOf } from '../errors.ts';
import { listContainers } from '../containers/list.ts';
import { listKeys } from '../config/key-list.ts';
import { runDoctor } from './doctor.ts';
import { type Private, redacted } from './redact-rules.ts';

const LOG_LINES = 300;
/** What stands behind a name, in JSON and in YAML. */
const VALUE = /:\s*"?((?:[^"\\\s,}]|\\.)+)/g;
/** Nothing shorter is a secret, and much of what is shorter is a word. */
const SECRET_CHARS = 12;

/**
 * What somebody who helps needs to know of this machine, without what is private: secrets, the home folder, and the names
 * of its user, of projects, branches and containers. Never fails: what cannot be read is told in its place.
 */
export async function collectDiagnostics(context: Context): Promise<Diagnostics> {
  const containers = await listContainers(context).catch(problemOf);
  const all = Array.isArray(containers) ? containers : [];
  const own = await privateThings(context, all);
  const parts: [string, () => string | Promise<string>][] = [
    ['Maestro', () => machine(context)],
    ['Checks', () => checks(context)],
    ['Settings', () => settings(context)],
    ['Containers', () => (Array.isArray(containers) ? table(containers) : containers.sentence)],
    ['Log', () => tail(context.paths.log)],
    ['Log of the daemon', () => tail(context.paths.daemonLog)],
  ];
  const texts = await Promise.all(
    parts.map(async ([name, text]) => ({ name, text: redacted(await told(text), own) || 'Nothing.' })),
  );
  return { at: context.now().toISOString(), parts: texts };
}

async function told(text: () => string | Promise<string>): Promise<string> {
  try {
    return await text();
  } catch (error) {
    return `It could not be read: ${problemOf(error).sentence}`;
  }
}

async function machine({ docker }: Context): Promise<string> {
  const own = `Maestro ${VERSION}, Node ${process.versions.node}, ${process.platform} ${process.arch} ${release()}`;
  const engine = async (): Promise<string> => {
    const [{ Version, ApiVersion }, { NCPU, MemTotal, Driver }] = await Promise.all([docker.version(), docker.info()]);
    return `Docker ${Version} (API ${ApiVersion}), ${Driver}, ${NCPU} CPUs, ${sizeText(MemTotal)}`;
  };
  return `${own}\n${await told(engine)}`;
}

async function checks(context: Context): Promise<string> {
  const report = await runDoctor(context);
  return report.checks.map(({ state, title, found }) => `${state.padEnd(8)} ${title}: ${found}`).join('\n');
}

/** What the user set, and what is wrong with it. */
function settings({ paths }: Context): string {
  const { keys, findings } = listKeys({ paths });
  const set = keys.filter(({ source }) => source !== 'default');
  return [
    ...set.map(({ key, value }) => `${key}: ${value.join(', ')}`),
    ...findings.map((finding) => JSON.stringify(finding)),
  ].join('\n');
}

/** Neither what they are called nor what their agents said. */
function table(containers: readonly Container[]): string {
  return containers
    .map(({ agent, state, docker, isolation, problem, createdAt, credentialMode, preset }, index) =>
      [
        ...[`container-${index + 1}`, agent, state, docker, `isolation ${isolation.state}`, preset ?? '-'],
        ...[credentialMode?.mode ?? '-', `since ${createdAt}`, problem === null ? '' : problem.code],
      ].join('  '),
    )
    .join('\n');
}

function tail(path: string): string {
  const lines = readText(path)?.trimEnd().split('\n') ?? [];
  return lines.slice(-LOG_LINES).join('\n');
}

async function privateThings(context: Context, containers: readonly Container[]): Promise<Private> {
  const names = new Map<string, string>([[dirname(context.paths.home), '~']]);
  const name = (text: string, word: string): unknown => names.has(text) || names.set(text, word);
  name(hostname(), 'this-machine');
  name(userInfo().username, 'user');
  containers.forEach((container, index) => {
    const word = `container-${index + 1}`;
    name(container.name, word);
    name(container.shortName, word);
    if (container.nick !== null) name(container.nick, word);
    name(container.branch, `branch-${index + 1}`);
    name(container.project.path, '/project');
    name(container.project.name, 'project');
  });
  return { names, secrets: await secretsHere(context) };
}

/** Every text of a sign-in on this machine that may be a secret. */
async function secretsHere(context: Context): Promise<string[]> {
  const found = await Promise.all(
    SigningAgent.options.map((agent) => readCredential(context, agent).catch(() => undefined)),
  );
  return found.flatMap((credential) =>
    [...(credential?.bytes?.toString('utf8') ?? '').matchAll(VALUE)]
      .map(([, text = '']) => text)
      .filter((text) => text.length >= SECRET_CHARS),
  );
}
