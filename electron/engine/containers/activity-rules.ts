import type { ActivityEntry } from '../../contract/activity.ts';
import { tasksText } from '../../contract/progress.ts';
import type { AttentionClaim, Report } from '../../contract/reports.ts';

type Said = Omit<ActivityEntry, 'at'>;

/** The lines that tell something new (pure): a report repeats all that is known, most of them the same as before. */
export function newsOf(lines: readonly string[]): string[] {
  let before = '';
  return lines.filter((line) => {
    const facts = line.slice(line.indexOf('"phase"'), line.lastIndexOf(',"lastActivityAt"'));
    const isNew = facts === '' || facts !== before;
    before = facts;
    return isNew;
  });
}

/** What happened between reports of a container (pure), oldest first as they are. What was before the first is not known. */
export function reportedActivity(reports: readonly Report[]): ActivityEntry[] {
  let known: Report['git'] = null;
  return reports.flatMap((report, index) => {
    const before = reports[index - 1];
    const said = before === undefined ? begun(undefined, report) : between(before, report);
    const all = [...said, ...commits(known, report.git)];
    known = report.git ?? known;
    return all.map((one) => ({ ...one, at: report.at }));
  });
}

function between(before: Report, now: Report): Said[] {
  return [
    ...begun(before, now),
    ...process(before, now),
    ...turns(before, now),
    ...claims(before.attention, now.attention),
    ...tasks(before, now),
  ];
}

function begun(before: Report | undefined, { phase, failure }: Report): Said[] {
  if (phase === before?.phase) return [];
  if (phase === 'git') return [{ kind: 'run', tone: 'plain', text: 'Started' }];
  if (phase === 'ready') return before === undefined ? [] : [{ kind: 'run', tone: 'good', text: 'Ready' }];
  if (phase !== 'failed') return [];
  return [{ kind: 'run', tone: 'bad', text: `Its start failed at the step ${failure?.step ?? 'agent'}` }];
}

function process({ agent: before }: Report, { agent }: Report): Said[] {
  if (agent.state === before.state) return [];
  if (agent.state === 'running') return [{ kind: 'agent', tone: 'plain', text: 'The agent began to run' }];
  if (agent.state === 'starting') return [];
  const tone = agent.exitCode === 0 ? 'plain' : 'bad';
  return [{ kind: 'agent', tone, text: `The agent exited with ${agent.exitCode}` }];
}

function turns({ turn: before = false }: Report, { turn = false }: Report): Said[] {
  if (turn === before) return [];
  return [{ kind: 'turn', tone: 'plain', text: turn ? 'A turn began' : 'The turn ended' }];
}

const CLAIMS: Readonly<Record<AttentionClaim['kind'], readonly [ActivityEntry['tone'], string]>> = {
  question: ['needs', 'Asked'],
  permission: ['needs', 'Asked for a permission'],
  bell: ['needs', 'Rang the bell'],
  finished: ['good', 'Finished'],
  limit: ['bad', 'Reached its usage limit'],
};

function claims(before: AttentionClaim | null, now: AttentionClaim | null): Said[] {
  if (now === null) {
    const asked = before !== null && CLAIMS[before.kind][0] === 'needs';
    return asked ? [{ kind: 'agent', tone: 'plain', text: 'Answered, or withdrawn' }] : [];
  }
  if (before?.kind === now.kind && before.text === now.text && before.at === now.at) return [];
  const [tone, word] = CLAIMS[now.kind];
  return [{ kind: 'agent', tone, text: now.text === null ? word : `${word}: ${now.text}` }];
}

function tasks({ tasks: before }: Report, { tasks: now }: Report): Said[] {
  if (now == null || (before?.done === now.done && before.total === now.total && before.doing === now.doing)) return [];
  return [{ kind: 'turn', tone: 'plain', text: `Its own list: ${tasksText(now)}` }];
}

/** Its first commit may be older than its first look at its repository. */
function commits(before: Report['git'], git: Report['git']): Said[] {
  if (git === null) return [];
  const at = git.head === undefined ? '' : `, now at ${git.head.slice(0, 10)}`;
  if (before === null) {
    const since = git.sinceBase ?? 0;
    const text = `${since === 1 ? '1 commit' : `${since} commits`} since its start${at}`;
    return since === 0 ? [] : [{ kind: 'git', tone: 'good', text }];
  }
  const more = (git.sinceBase ?? 0) - (before.sinceBase ?? 0);
  const branch: Said[] =
    git.branch === before.branch ? [] : [{ kind: 'git', tone: 'plain', text: `On the branch ${git.branch}` }];
  if (more > 0) return [...branch, { kind: 'git', tone: 'good', text: `${counted(more)}${at}` }];
  if (git.head === before.head || git.head === undefined || before.head === undefined) return branch;
  return [...branch, { kind: 'git', tone: 'plain', text: `Moved to ${git.head.slice(0, 10)}` }];
}

function counted(commits: number): string {
  return commits === 1 ? '1 commit more' : `${commits} commits more`;
}

/** How a run ended, as Docker has it. */
export interface RunEnd {
  readonly at: string;
  readonly exitCode: number;
  readonly outOfMemory: boolean;
}

/** The same as an entry (pure). Who stops one gets 137 or 143 where its programs do not end by themselves. */
export function endedActivity({ at, exitCode, outOfMemory }: RunEnd): ActivityEntry {
  const text = outOfMemory ? `Ended: it ran out of memory, with ${exitCode}` : `Ended with ${exitCode}`;
  const tone = outOfMemory || ![0, 137, 143].includes(exitCode) ? 'bad' : 'plain';
  return { at, kind: 'run', tone, text };
}
