import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AgentContainerInput } from './agent-container.ts';
import { claudeFile, lease } from './credentials.ts';

/** The real Claude Code at work on a task, with a model of ours in its container. `mode`: its own arguments. */
export async function claudeAtWork(task: string, mode: readonly string[]): Promise<AgentContainerInput> {
  const script = 'node /opt/model.mjs & exec claude "$@"';
  const content = await readFile(resolve(import.meta.dirname, 'model.mjs'));
  return {
    agent: 'claude',
    credential: lease(claudeFile(Date.UTC(2199, 0, 2))),
    task,
    env: { ANTHROPIC_BASE_URL: 'http://127.0.0.1:9099' },
    launch: { first: ['bash', '-c', script, 'agent', ...mode, '--', '{prompt}'] },
    files: [{ path: '/opt/model.mjs', content, mode: 0o444, owner: 'root' }],
  };
}
