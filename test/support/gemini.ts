import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { agentLaunch } from '../../electron/engine/agents/agents.ts';
import type { AgentContainerInput } from './agent-container.ts';
import { imageWith } from './agent-images.ts';
import { withModel } from './with-model.ts';

const SETTINGS = '/home/node/.gemini/settings.json';
const WITH_MODEL = withModel('gemini-model.mjs');

/** The real Gemini CLI at work on a task, with a model of ours in its container. */
export async function geminiAtWork(
  task: string,
  choice: Pick<AgentContainerInput, 'startMode'> = {},
): Promise<AgentContainerInput> {
  const own = { agent: 'gemini', task, credential: null, startMode: 'yolo', ...choice } as const;
  const nothing = { command: undefined, model: undefined, container: '-', branch: '-', base: null, identity: null };
  const { launch, files } = agentLaunch({ ...nothing, ...own, env: {} });
  const settings = JSON.parse(String(files.find(({ path }) => path === SETTINGS)?.content)) as Record<string, unknown>;
  const signedIn = { ...settings, security: { auth: { selectedType: 'gemini-api-key' } } };
  const content = await readFile(resolve(import.meta.dirname, 'gemini-model.mjs'));
  return {
    ...own,
    image: await imageWith('gemini'),
    env: { GEMINI_API_KEY: 'AIza-of-a-test', GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:9099' },
    launch: { first: [...WITH_MODEL, ...launch.first], again: [...WITH_MODEL, ...launch.again] },
    files: [
      { path: SETTINGS, content: JSON.stringify(signedIn), mode: 0o600, owner: 'node' },
      { path: '/opt/gemini-model.mjs', content, mode: 0o444, owner: 'root' },
    ],
  };
}
