import type { Container } from '../../../contract/containers.ts';
import type { Handoff } from '../../../contract/handoffs.ts';
import type { Launch } from '../../../contract/launches.ts';
import { git } from '../../git/git.ts';
import { createHandoff } from '../handoffs/create.ts';
import type { Project } from '../records/project.ts';
import { MAX_WORDS, token, unique } from '../records/token-rules.ts';

interface Left {
  readonly mission: string;
  readonly feature: string;
  readonly launch: Launch;
  /** As it was seen last. */
  readonly container: Container;
  /** Where its work stands: a word of the packet. */
  readonly state: 'agent_ended' | 'limit_reached';
  readonly why: string;
}

const FILES = 20;
const COMMITS = 20;

/**
 * The handoff of an agent that made none when it ended, or may not go on, from what is there: commits and files, as far as they were brought here, and what
 * lies in its container. HANDOFF_INVALID, PRINCIPLE_UNMET, LOCK_HELD.
 */
export async function handOver(project: Project, left: Left): Promise<Handoff> {
  const { mission, feature, launch, container, state } = left;
  const { changed = 0, sinceBase, head } = container.git ?? {};
  const [files, commits] = await Promise.all([
    listed(project, ['diff', '--name-only', '-z', '--no-renames'], { launch, head }),
    listed(project, ['log', '-z', '--format=%s'], { launch, head }),
  ]);
  const words = {
    mode: 'execute' as const,
    currentState: state,
    sessionCore: short(`feature ${feature}`),
    summary: short(`${feature} left with ${sinceBase ?? 0} commits`),
    nextAction: short(commits.length === 0 ? `begin ${feature} anew` : `go on with ${feature}`),
    confidenceWork: 0.5,
    ...{ missionId: mission, featureId: feature },
    artifacts: [short(`container ${container.shortName}`)],
    risks: changed > 0 ? [short(`${changed} files not committed`)] : [],
    boundaries: [short(left.why)],
    completed: unique(commits.slice(0, COMMITS).map(short)),
    ...{ decisions: [], signals: [], readMore: [], drivers: [], divergences: [] },
    ...{ planPaths: [], maestroSync: [], touchedFiles: [], validation: [] },
  };
  const around = { branch: launch.branch, changes: files.slice(0, FILES), hasPlan: false, mission };
  return createHandoff(project, { words, agent: launch.agent, sessionId: container.name }, around);
}

/** What people read of it. */
export function leftText({ container: { shortName, git: facts }, why }: Pick<Left, 'container' | 'why'>): string {
  const { branch = '', changed = 0, sinceBase } = facts ?? {};
  const counts = `${counted(sinceBase ?? 0, 'commit')}${changed > 0 ? ` and ${counted(changed, 'changed file')}` : ''}`;
  return `${why} ${counts} on ${branch === '' ? 'its branch' : branch} in ${shortName}.`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function short(text: string): string {
  return token(text, MAX_WORDS);
}

/** Of the commits that are here; nothing where they are not. */
async function listed(
  project: Project,
  [command = '', ...flags]: readonly string[],
  { launch: { base }, head }: { readonly launch: Launch; readonly head: string | undefined },
): Promise<string[]> {
  if (base === null || head === undefined) return [];
  const range = `${base}..${head}`;
  const ran = await git([command, ...flags, '--end-of-options', range, '--'], { folder: project.root, fine: [1, 128] });
  return ran.code === 0 ? ran.stdout.split('\0').filter((line) => line !== '') : [];
}
