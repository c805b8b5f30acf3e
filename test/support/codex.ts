import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { agentLaunch } from '../../electron/engine/agents/agents.ts';
import type { AgentContainerInput } from './agent-container.ts';
import { imageWith } from './agent-images.ts';
import { lease } from './credentials.ts';
import { withModel } from './with-model.ts';

const KEY = JSON.stringify({ OPENAI_API_KEY: 'sk-of-a-test' });
const CONFIG = '/home/node/.codex/config.toml';
/** Keys stand before tables. */
const MODEL = `model_provider = "stub"
model = "gpt-test"
`;
const PROVIDER = `
[model_providers.stub]
name = "stub"
base_url = "http://127.0.0.1:9099/v1"
wire_api = "responses"
supports_websockets = false
`;
const WITH_MODEL = withModel('responses.mjs');

/** The real Codex at work on a task, with a model of ours in its container. */
export async function codexAtWork(
  task: string,
  choice: Pick<AgentContainerInput, 'startMode'> = {},
): Promise<AgentContainerInput> {
  const own = { agent: 'codex', task, credential: lease(KEY), startMode: 'yolo', ...choice } as const;
  const nothing = { command: undefined, model: undefined, container: '-', branch: '-', base: null, identity: null };
  const { launch, files } = agentLaunch({ ...nothing, ...own, env: {} });
  const config = String(files.find(({ path }) => path === CONFIG)?.content);
  const content = await readFile(resolve(import.meta.dirname, 'responses.mjs'));
  return {
    ...own,
    image: await imageWith('codex'),
    launch: { first: [...WITH_MODEL, ...launch.first], again: [...WITH_MODEL, ...launch.again] },
    files: [
      { path: CONFIG, content: `${MODEL}${config}${PROVIDER}`, mode: 0o600, owner: 'node' },
      { path: '/opt/responses.mjs', content, mode: 0o444, owner: 'root' },
    ],
  };
}
