import type { Container } from '../../contract/containers.ts';
import { limitText, tasksText } from '../../contract/progress.ts';
import { gitSigns } from '../../contract/reports.ts';
import type { Paint } from './output.ts';
import { cut } from './text.ts';

export const TITLES = ['NAME', 'STATUS', 'BRANCH', 'GIT', 'ACTIVITY', 'AUTH', 'ATTENTION', 'AGENT', 'TASK'] as const;

const BRANCH_COLUMNS = 40;
const QUESTION_COLUMNS = 60;
const TASK_COLUMNS = 40;
const STEP_COLUMNS = 30;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const NOTHING = '-';

/** One container as a row of the list: its own reports and labels, nothing asked of it. */
export function containerRow(container: Container, now: Date, paint: Paint): string[] {
  return [
    container.nick === null ? container.shortName : `${container.shortName} (${container.nick})`,
    statusCell(container, paint),
    cut(container.branch, BRANCH_COLUMNS),
    gitCell(container, paint),
    container.lastActivityAt === null ? NOTHING : agoCell(now.getTime() - Date.parse(container.lastActivityAt)),
    authCell(container, now, paint),
    attentionCell(container, paint),
    container.agent,
    taskCell(container),
  ];
}

function statusCell(container: Container, paint: Paint): string {
  const status = statusWord(container, paint);
  return container.preset === 'open' ? `${status} ${paint('⚠ open', 'yellow')}` : status;
}

function statusWord({ state, docker, isolation }: Container, paint: Paint): string {
  if (state === 'error') return paint('error', 'red');
  if (state === 'incomplete') return paint('unfinished', 'yellow');
  if (state === 'interrupted') return paint('interrupted', 'yellow');
  if (state === 'starting') return 'starting';
  if (docker === 'running' && isolation.state === 'unproven') return paint('unproven', 'yellow');
  return docker === 'running' ? paint('running', 'green') : docker === 'exited' ? 'stopped' : docker;
}

function gitCell({ git }: Container, paint: Paint): string {
  if (git === null) return NOTHING;
  const signs = gitSigns(git);
  return signs === '' ? paint('✓', 'green') : signs;
}

/** A duration as `now`, `5m ago`, `12h ago`, `3d ago`. */
export function agoCell(ms: number): string {
  if (ms < MINUTE_MS) return 'now';
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)}m ago`;
  if (ms < DAY_MS) return `${Math.floor(ms / HOUR_MS)}h ago`;
  return `${Math.floor(ms / DAY_MS)}d ago`;
}

function authCell({ credential }: Container, now: Date, paint: Paint): string {
  if (credential === null) return NOTHING;
  if (credential.state === 'missing') return paint('✗ NO AUTH', 'red');
  if (credential.state === 'invalid') return paint('✗ INVALID', 'red');
  if (credential.state === 'expired') return paint('✗ EXPIRED', 'red');
  const left =
    credential.expiresAt === null ? ' no end' : ` ${hours(Date.parse(credential.expiresAt) - now.getTime())}`;
  return credential.state === 'ok' ? paint(`✓${left}`, 'green') : paint(`⚠${left}`, 'yellow');
}

function hours(ms: number): string {
  return `${(ms / HOUR_MS).toFixed(1)}h`;
}

/** What it is at in its own list, and what it was given. */
function taskCell({ task, tasks }: Container): string {
  const own = tasks === null ? [] : [cut(tasksText(tasks), STEP_COLUMNS)];
  return [...own, cut(task.trim(), TASK_COLUMNS)].filter((text) => text !== '').join(' · ') || NOTHING;
}

function attentionCell(container: Container, paint: Paint): string {
  const { state, attention, problem, refused } = container;
  if (state === 'needs-you')
    return paint(['🔔', cut(attention?.text ?? '', QUESTION_COLUMNS)].join(' ').trim(), 'yellow');
  if (state === 'limit') return paint(`⏳ ${limitText(container)}`, 'yellow');
  if (state === 'stalled')
    return paint(
      refused === undefined ? '⚠ stalled?' : `⚠ ${cut(refused.name, QUESTION_COLUMNS)} refused (${refused.id})`,
      'yellow',
    );
  if (state === 'dormant') return '💤';
  if (state === 'finished') return paint('✓ finished', 'green');
  if (state === 'error' || state === 'incomplete') return cut(problem?.sentence ?? '', QUESTION_COLUMNS);
  return '';
}
