import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errnoOf } from '../../disk/failure.ts';
import { readConfigOrTell } from '../config/config.ts';
import type { Project } from '../records/project.ts';
import { findRecord } from '../../disk/read.ts';
import { reportDamage } from '../records/records.ts';

/** The agent session that this process runs in. `startedAt` in milliseconds since 1970. */
export interface AgentSession {
  readonly agent: 'claude-code' | 'codex';
  readonly sessionId: string;
  readonly sourcePath: string;
  readonly startedAt?: number;
}

const ClaudeSession = z.looseObject({ sessionId: z.string().min(1), cwd: z.string().min(1), startedAt: z.number() });
const ROLLOUT = /^rollout-(\d{4})-(\d{2})-(\d{2})T(\d{2})-(\d{2})-(\d{2})-(.+)\.jsonl$/;

/**
 * The session of the agent that called us, from what it left in the environment and in its home. None where
 * `sessionDetection.enabled` is off.
 */
export function detectSession(project: Project, parent: number = process.ppid): AgentSession | undefined {
  if (project.env.CLAUDECODE !== '1' && !project.env.CODEX_THREAD_ID) return undefined;
  if (readConfigOrTell(project).sessionDetection?.enabled === false) return undefined;
  return detectClaude(project, parent) ?? detectCodex(project);
}

function detectClaude(project: Project, parent: number): AgentSession | undefined {
  if (project.env.CLAUDECODE !== '1') return undefined;
  const path = join(project.home, '.claude', 'sessions', `${parent}.json`);
  const found = findRecord(path, ClaudeSession);
  if (found === undefined) return undefined;
  if ('damage' in found) {
    reportDamage(project, path, found.damage);
    return undefined;
  }
  const { sessionId, cwd, startedAt } = found.value;
  const folder = cwd.replace(/\/+$/, '').replaceAll('/', '-');
  const sourcePath = join(project.home, '.claude', 'projects', folder, `${sessionId}.jsonl`);
  return { agent: 'claude-code', sessionId, sourcePath, startedAt };
}

function detectCodex(project: Project): AgentSession | undefined {
  const wanted = project.env.CODEX_THREAD_ID ?? '';
  if (wanted === '') return undefined;
  for (const path of rollouts(join(project.home, '.codex', 'sessions'))) {
    const match = ROLLOUT.exec(path.slice(path.lastIndexOf('/') + 1));
    const id = match?.[7] ?? '';
    if (match === null || !id.startsWith(wanted)) continue;
    const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
    const startedAt = new Date(year, month - 1, day, hour, minute, second).getTime();
    return { agent: 'codex', sessionId: id, sourcePath: path, startedAt };
  }
  return undefined;
}

function rollouts(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return [];
  }
}
