import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { agentLaunch } from '../../electron/engine/agents/agents.ts';
import type { AgentContainerInput } from './agent-container.ts';
import { imageWith } from './agent-images.ts';
import { lease } from './credentials.ts';
import { withModel } from './with-model.ts';

const KEY = JSON.stringify({ apiKey: 'fk-of-a-test-that-has-no-account' });
const MODEL = {
  id: 'custom:Test-0',
  index: 0,
  model: 'claude-test',
  displayName: 'Test',
  baseUrl: 'http://127.0.0.1:9099',
  apiKey: 'of-a-test',
  provider: 'anthropic',
  maxOutputTokens: 16_000,
};
const WITH_MODEL = withModel('model.mjs');
const SETTINGS = '/home/node/.factory/settings.json';

/** The real Droid at work on a task, apart from its maker's service, with a model of ours in its container. */
export async function droidAtWork(
  task: string,
  choice: Pick<AgentContainerInput, 'startMode'> = {},
): Promise<AgentContainerInput> {
  const own = { agent: 'droid', model: MODEL.id, task, credential: lease(KEY), startMode: 'yolo', ...choice } as const;
  const nothing = { command: undefined, container: '-', branch: '-', base: null, identity: null };
  const { launch, files } = agentLaunch({ ...nothing, ...own, env: {} });
  const settings = files.find(({ path }) => path === SETTINGS);
  const given = JSON.parse(String(settings?.content)) as Record<string, unknown>;
  return {
    ...own,
    image: await imageWith('droid'),
    env: { FACTORY_AIRGAP_ENABLED: 'true' },
    launch: { first: [...WITH_MODEL, ...launch.first], again: [...WITH_MODEL, ...launch.again] },
    files: [
      { path: SETTINGS, content: JSON.stringify({ ...given, customModels: [MODEL] }), mode: 0o600, owner: 'node' },
      {
        path: '/opt/model.mjs',
        content: await readFile(resolve(import.meta.dirname, 'model.mjs')),
        mode: 0o444,
        owner: 'root',
      },
    ],
  };
}
