import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { agentLaunch } from '../../electron/engine/agents/agents.ts';
import type { AgentContainerInput } from './agent-container.ts';
import { imageWith } from './agent-images.ts';
import { lease } from './credentials.ts';
import { withModel } from './with-model.ts';

const KEY = JSON.stringify({ anthropic: { type: 'api', key: 'sk-ant-api03-of-a-test' } });
const MODEL = { provider: { anthropic: { options: { baseURL: 'http://127.0.0.1:9099/v1' } } } };
const WITH_MODEL = withModel('model.mjs');

/** The real opencode at work on a task, with a model of ours in its container. */
export async function opencodeAtWork(
  task: string,
  choice: Pick<AgentContainerInput, 'startMode' | 'model'> = {},
): Promise<AgentContainerInput> {
  const own = { agent: 'opencode', task, credential: lease(KEY), startMode: 'yolo', ...choice } as const;
  const nothing = { command: undefined, model: undefined, container: '-', branch: '-', base: null, identity: null };
  const { launch } = agentLaunch({ ...nothing, ...own, env: {} });
  const content = await readFile(resolve(import.meta.dirname, 'model.mjs'));
  return {
    ...own,
    image: await imageWith('opencode'),
    env: { OPENCODE_CONFIG_CONTENT: JSON.stringify(MODEL) },
    launch: { first: [...WITH_MODEL, ...launch.first], again: [...WITH_MODEL, ...launch.again] },
    files: [{ path: '/opt/model.mjs', content, mode: 0o444, owner: 'root' }],
  };
}
