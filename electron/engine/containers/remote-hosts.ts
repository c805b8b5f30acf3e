import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { AskedHost, HostAnswers } from '../../contract/creation.ts';
import { type Config, readConfig } from '../config/config.ts';
import { type Domain, findDomain, parseDomain } from '../config/domains.ts';
import { findEntry, mentions } from '../config/entries.ts';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { withLock } from '../disk/lock.ts';
import { readRecord } from '../disk/read.ts';
import { type ProjectFacts, readProject } from '../git/git.ts';

/** `~/.maestro/ours/remote-hosts.json`: by a project's real path, which hosts of its remotes its user opened, or keeps closed. */
const AnswersFile = z.looseObject({ projects: z.record(z.string(), z.record(z.string(), z.boolean())) });

/** Hosts of a project's remotes that its user has to be asked about, with what was answered. CONFIG_INVALID, FILE_DAMAGED, GIT_FAILED. */
export async function askHosts(context: Context, { project }: { project: string }): Promise<AskedHost[]> {
  const config = readConfig(context);
  const [facts, answers] = await Promise.all([readProject(project), readAnswers(context, project)]);
  return strangeHosts(config, facts).map((host) => ({ host, open: answers[host] ?? null }));
}

/** Hosts of remotes that the allow list does not have (pure): a file of the project names them, not its user. */
export function strangeHosts({ allowedDomains }: Pick<Config, 'allowedDomains'>, facts: ProjectFacts): Domain[] {
  const allowed = allowedDomains.flatMap((text) => findEntry(text) ?? []);
  return facts.remoteHosts
    .flatMap((host) => findDomain(host) ?? [])
    .filter((host) => !allowed.some((entry) => mentions(entry, host)));
}

/** What was answered about a project. FILE_DAMAGED. */
export async function readAnswers(context: Pick<Context, 'paths'>, project: string): Promise<HostAnswers> {
  const file = readRecord(fileOf(context), AnswersFile);
  return file?.projects[await realpath(project)] ?? {};
}

/** Keeps answers about a project, so that nobody is asked twice. FILE_DAMAGED, LOCK_HELD, DOMAIN_INVALID. */
export async function keepAnswers(
  context: Pick<Context, 'paths'>,
  project: string,
  answers: HostAnswers,
): Promise<void> {
  if (Object.keys(answers).length === 0) return;
  for (const host of Object.keys(answers)) parseDomain(host);
  const path = await realpath(project);
  const lock = { folder: context.paths.locks, name: 'remote-hosts' };
  await withLock(lock, async () => {
    const file = readRecord(fileOf(context), AnswersFile) ?? { projects: {} };
    const projects = { ...file.projects, [path]: { ...file.projects[path], ...answers } };
    await writeAtomic(fileOf(context), `${JSON.stringify({ ...file, projects }, null, 2)}\n`);
  });
}

function fileOf({ paths }: Pick<Context, 'paths'>): string {
  return join(paths.home, 'ours', 'remote-hosts.json');
}
