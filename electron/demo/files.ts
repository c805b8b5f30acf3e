import { byKindAndName, type FolderEntry, type Looked, pathIn, WORKSPACE } from '../contract/files.ts';
import { fail } from '../engine/errors.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';
import { knownContainer } from './known.ts';
import { TEAL_ARROW } from './pictures.ts';

/** Files by their whole paths; folders are what these names need. */
const FILES: Readonly<Record<string, string>> = {
  [`${WORKSPACE}/README.md`]: '# Shop\n\nThe API of the shop. `npm test` runs everything.\n',
  [`${WORKSPACE}/package.json`]:
    '{\n  "name": "shop-api",\n  "private": true,\n  "scripts": { "test": "vitest run" }\n}\n',
  [`${WORKSPACE}/src/auth/oauth.ts`]: Array.from(
    { length: 400 },
    (_, line) => `export const provider${line} = { at: ${line}, name: 'provider ${line}' };`,
  ).join('\n'),
  [`${WORKSPACE}/src/auth/session.ts`]:
    "import { randomBytes } from 'node:crypto';\n\nexport const key = randomBytes(32);\n",
  [`${WORKSPACE}/docs/arrow.png`]: TEAL_ARROW.base64,
  [`${WORKSPACE}/.gitignore`]: 'node_modules\ndist\n',
};

/** Files of a made-up project, the same in every container. */
export function demoFiles(state: State, demo: Answering) {
  return {
    look: demo.files.look.handler(({ input: { name, path } }): Looked => {
      if (knownContainer(state, name).docker !== 'running')
        throw fail('CONTAINER_NOT_RUNNING', `${name} does not run, so that its files cannot be looked at.`);
      const found = contentOf(path) ?? folderOf(path);
      if (found === undefined) throw fail('FILE_UNREADABLE', `${path} is not there.`);
      return found;
    }),
  };
}

function contentOf(path: string): Looked | undefined {
  const text = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  if (text === undefined) return undefined;
  if (path.endsWith('.png')) return { kind: 'picture', ...TEAL_ARROW };
  return { kind: 'text', bytes: sizeOf(path), text, cut: false };
}

function folderOf(path: string): Looked | undefined {
  const start = pathIn(path, '');
  const below = Object.keys(FILES).filter((file) => file.startsWith(start));
  const names = new Set(below.map((file) => file.slice(start.length).split('/')[0] ?? ''));
  if (names.size === 0) return undefined;
  const entries = [...names].map((name): FolderEntry => {
    const whole = pathIn(path, name);
    const isFile = Object.hasOwn(FILES, whole);
    const bytes = isFile ? sizeOf(whole) : 4096;
    return { name, kind: isFile ? 'file' : 'folder', link: false, bytes, changedAt: new Date().toISOString() };
  });
  return { kind: 'folder', entries: entries.sort(byKindAndName), cut: false };
}

function sizeOf(path: string): number {
  return Buffer.byteLength(FILES[path] ?? '', path.endsWith('.png') ? 'base64' : 'utf8');
}
