import type { Diagnostics } from '../../electron/contract/doctor.ts';
import { listKeys } from '../../electron/engine/config/key-list.ts';
import { setKey, unsetKey } from '../../electron/engine/config/keys.ts';
import { type Paths, userPaths } from '../../electron/engine/disk/paths.ts';
import { aboutMaestro } from '../../electron/engine/settings/about.ts';
import { listLicences } from '../../electron/engine/settings/licences.ts';
import { MaestroError } from '../../electron/engine/errors.ts';
import { ORPCError } from '@orpc/server';
import type { demoContract } from './demo.ts';
import { tempFolder, writeFiles } from './project.ts';

/** A `config.yml` with a comment, a wrong value, a key that nobody knows, and a long list. */
export const DEMO_CONFIG = `# Mine.
containers:
  prefix: maestro-   # short is good
  resources:
    memory: lots
    cpus: 4
firewall:
  allowed_domains: [api.anthropic.com, github.com, ${Array.from({ length: 12 }, (_, at) => `host-${at}.example.test`).join(', ')}]
wolpertinger: 1
`;

/** A user with that file. */
export async function demoUser(): Promise<Paths> {
  const home = await tempFolder('maestro-demo');
  await writeFiles(home, { '.maestro/config.yml': DEMO_CONFIG });
  return userPaths(home);
}

/** What the machine of the demo tells of itself. */
export function demoDiagnostics(): Diagnostics {
  return {
    at: new Date().toISOString(),
    parts: [
      { name: 'Maestro', text: 'Maestro 0.1.0, Node 20.20.0, linux x64' },
      { name: 'Checks', text: 'ok       Docker: 28.1.1' },
      { name: 'Log', text: '{"level":30,"msg":"it got the renewed credential","container":"container-3"}' },
    ],
  };
}

/** The settings as the engine itself reads and changes them, in a folder of the demo's own. */
export function demoSettings(demo: ReturnType<typeof demoContract>, paths: Paths) {
  return {
    folders: demo.settings.folders.handler(({ input }) => demoFolders(input.path)),
    about: demo.settings.about.handler(() => aboutMaestro({ paths })),
    licences: demo.settings.licences.handler(() => listLicences({ paths })),
    keys: demo.settings.keys.handler(() => listKeys({ paths })),
    setKey: demo.settings.setKey.handler(({ input }) => told(setKey({ paths }, input.key, input.typed))),
    unsetKey: demo.settings.unsetKey.handler(async ({ input }) => ({
      removed: await told(unsetKey({ paths }, input.key)),
    })),
  };
}

/** Failures cross as those of the engine do. */
async function told<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof MaestroError)) throw error;
    throw new ORPCError('PROBLEM', { defined: true, message: error.message, data: error.problem });
  }
}

const DEMO_TREE: Readonly<Record<string, readonly string[]>> = {
  '/': ['home', 'srv'],
  '/home': ['ada'],
  '/home/ada': ['Documents', 'infra', 'notes', 'work'],
  '/home/ada/work': ['ledger', 'shop-api', 'web-shop', 'website'],
};

function demoFolders(asked: string) {
  const path = asked === '' || asked === '~' ? '/home/ada' : asked.replace(/^~/, '/home/ada');
  const names = DEMO_TREE[path] ?? [];
  const parent = path === '/' ? null : path.slice(0, path.lastIndexOf('/')) || '/';
  return {
    path,
    parent,
    isGit: path.startsWith('/home/ada/work/'),
    folders: names.map((name) => ({
      name,
      path: `${path === '/' ? '' : path}/${name}`,
      isGit: path === '/home/ada/work' || name === 'infra',
    })),
  };
}
