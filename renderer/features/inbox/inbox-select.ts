import { type Creation, PHASE_WORDS } from '../../../electron/contract/creation.ts';
import { missionKey, type MissionSummary } from '../../../electron/contract/missions.ts';
import type { ProjectEntry } from '../../../electron/contract/projects.ts';
import type { Snapshot } from '../../../electron/contract/snapshot.ts';
import { count, firstLine } from '../../ui/format.ts';
import { openCreations } from '../fleet/select.ts';
import { folderName } from '../newContainer/select.ts';
import { phaseAt } from '../newContainer/progress-select.ts';
import { queueOf } from '../review/queue-select.ts';
import { containerItems } from './container-items-select.ts';
import { INBOX_GROUPS, type InboxFact, type InboxItem, itemOf } from './inbox-item.ts';
import { signInItems } from './sign-in-items-select.ts';

type Known = Pick<Snapshot, 'containers' | 'creations' | 'missions' | 'projects'>;

/** What waits for the user (pure): by group, and in it what has waited longest first. Without evidence nothing is said to wait. */
export function inboxItems({ containers, creations, missions, projects }: Known): InboxItem[] {
  const open = openCreations(creations);
  const born = new Set(open.map(({ name }) => name));
  const settled = Object.values(containers).filter(({ name }) => !born.has(name));
  const reviewed = new Set(queueOf(containers).map(({ name }) => name));
  return [
    ...settled.flatMap((one) => containerItems(one, reviewed.has(one.name))),
    ...open.flatMap(ofCreation),
    ...signInItems(settled),
    ...Object.values(missions).flatMap(ofMission),
    ...Object.values(projects).flatMap(ofProject),
  ].toSorted(
    (a, b) =>
      INBOX_GROUPS.indexOf(a.group) - INBOX_GROUPS.indexOf(b.group) ||
      sinceOf(a).localeCompare(sinceOf(b)) ||
      a.key.localeCompare(b.key),
  );
}

/** Whatever has no time stands behind all that has one. */
function sinceOf({ facts: [first] }: InboxItem): string {
  return first.since ?? '~';
}

function ofCreation(creation: Creation): InboxItem[] {
  const { id, branch, task, state, problem, phases, startedAt, agent, project } = creation;
  if (state !== 'failed' || problem === null) return [];
  const { number, total, phase } = phaseAt(phases);
  const at = phase === undefined ? '' : `step ${number} of ${total}, ${PHASE_WORDS[phase.id].toLowerCase()}: `;
  const fact: InboxFact = {
    kind: 'failed',
    text: problem.sentence,
    evidence: `its creation failed at ${at}${problem.sentence}`,
    since: startedAt,
    stamp: problem.code,
  };
  const crumb = `${folderName(project)} · ${agent}`;
  return itemOf({ key: id, title: branch ?? firstLine(task), crumb, subject: { kind: 'creation', creation } }, [fact]);
}

/** Its run, which goes on with nothing. What an agent asks is an item of its container. */
function ofMission(mission: MissionSummary): InboxItem[] {
  const { project, id, title, still } = mission;
  if (still === undefined) return [];
  const fact: InboxFact = {
    kind: 'stands',
    text: still.sentence,
    evidence: `its run launches nothing, and no agent of it is at work: ${still.sentence}`,
    since: still.at,
    stamp: `${still.at} ${still.sentence}`,
  };
  const crumb = `${folderName(project)} · ${id}`;
  return itemOf({ key: missionKey(project, id), title, crumb, subject: { kind: 'mission', mission } }, [fact]);
}

function ofProject(project: ProjectEntry): InboxItem[] {
  const { path, name, state, pendingHandoffs } = project;
  if (state !== 'ready' || pendingHandoffs <= 0) return [];
  const handoffs = count(pendingHandoffs, 'handoff');
  const fact: InboxFact = {
    kind: 'handoffs',
    text: `${handoffs} ${pendingHandoffs === 1 ? 'waits' : 'wait'} to be claimed.`,
    evidence: `${count(pendingHandoffs, 'pending handoff')} in ${path}/.maestro`,
    since: null,
    stamp: String(pendingHandoffs),
  };
  return itemOf({ key: `handoffs ${path}`, title: name, crumb: path, subject: { kind: 'project', project } }, [fact]);
}
