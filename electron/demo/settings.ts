import type { Diagnostics } from '../contract/doctor.ts';
import { VERSION } from '../contract/version.ts';
import { readConfig } from '../engine/config/config.ts';
import { listKeys } from '../engine/config/key-list.ts';
import { setKey, unsetKey } from '../engine/config/keys.ts';
import type { Paths } from '../engine/disk/paths.ts';
import { aboutMaestro } from '../engine/settings/about.ts';
import { listLicences } from '../engine/settings/licences.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';

/** What the machine of the demo tells of itself. */
export function demoDiagnostics(): Diagnostics {
  return {
    at: new Date().toISOString(),
    parts: [
      {
        name: 'Maestro',
        text: `Maestro ${VERSION}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
      },
      { name: 'Checks', text: 'ok       Docker: 28.1.1' },
      { name: 'Log', text: '{"level":30,"msg":"it got the renewed credential","container":"container-3"}' },
    ],
  };
}

/** The settings as the engine itself reads and changes them, in a folder of the demo's own. */
export function demoSettings(state: State, demo: Answering, paths: Paths) {
  const show = (): void => {
    const { desktop } = readConfig({ paths });
    state.change({ fields: { settings: { ...state.snapshot.settings, desktop } } });
  };
  return {
    folders: demo.settings.folders.handler(({ input }) => demoFolders(input.path)),
    about: demo.settings.about.handler(() => aboutMaestro({ paths })),
    licences: demo.settings.licences.handler(() => listLicences({ paths })),
    keys: demo.settings.keys.handler(() => listKeys({ paths })),
    setKey: demo.settings.setKey.handler(async ({ input }) => {
      await setKey({ paths }, input.key, input.typed);
      show();
    }),
    unsetKey: demo.settings.unsetKey.handler(async ({ input }) => {
      const removed = await unsetKey({ paths }, input.key);
      show();
      return { removed };
    }),
  };
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
