import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AgentContainer, AgentContainerInput } from './agent-container.ts';
import { claudeFile, lease } from './credentials.ts';
import { until } from './until.ts';
import { withModel } from './with-model.ts';

/** The real Claude Code at work on a task, with a model of ours in its container. `mode`: its own arguments. */
export async function claudeAtWork(task: string, mode: readonly string[]): Promise<AgentContainerInput> {
  const claude = [...withModel('model.mjs'), 'claude', ...mode];
  const content = await readFile(resolve(import.meta.dirname, 'model.mjs'));
  return {
    agent: 'claude',
    credential: lease(claudeFile(Date.UTC(2199, 0, 2))),
    task,
    env: { ANTHROPIC_BASE_URL: 'http://127.0.0.1:9099' },
    launch: {
      first: [...claude, '--', '{prompt}'],
      again: [...claude, '--continue'],
    },
    files: [{ path: '/opt/model.mjs', content, mode: 0o444, owner: 'root' }],
  };
}

/** Presses keys, by tmux' names, in the agent's window. */
export async function press(container: AgentContainer, keys: string): Promise<void> {
  await container.sh(`tmux send-keys -t main:agent ${keys}`);
}

export function shows(container: AgentContainer, text: RegExp): Promise<string> {
  return until(`the screen to show ${String(text)}`, async () => {
    const screen = await container.screen();
    if (!text.test(screen)) throw new Error(screen);
    return screen;
  });
}

/** Types words as a person does: they stand in the input line, and nothing else does, before they are sent. */
export async function say(container: AgentContainer, words: string): Promise<void> {
  const isThere = new RegExp(`❯\\s+${words}\\s*$`, 'm');
  await until(`“${words}” in the input line`, async () => {
    // The task may be in it again, and keys are lost where a dialog has just been closed.
    await press(container, 'C-u');
    await press(container, `'${words}'`);
    const screen = await container.screen();
    return isThere.test(screen) || Promise.reject(new Error(screen));
  });
  await press(container, 'Enter');
}
