import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { Plugin } from 'vite';
import type { Licence } from '../electron/contract/settings.ts';

const MODULES = `${sep}node_modules${sep}`;
const LICENCE_FILE = /^(licen[cs]es?|copying|notice)([.-].*)?$/i;
/** It is not built in, and lies beside what is. */
const BESIDE = ['node-pty'];

/**
 * Lists the packages of others whose code is in what was built, each with its licence, in `licences.json` of the page's
 * folder. The page is built first and empties that; the programs add theirs.
 */
export function licences({ root, folder }: { readonly root: string; readonly folder: string }): Plugin {
  return {
    name: 'maestro:licences',
    async writeBundle(_, bundle) {
      const ids = Object.values(bundle).flatMap((built) => (built.type === 'chunk' ? built.moduleIds : []));
      const beside = BESIDE.map((name) => resolve(root, 'node_modules', name));
      const folders = new Set([...ids.flatMap((id) => packageFolder(id) ?? []), ...beside]);
      const file = resolve(folder, 'licences.json');
      const known = new Map((await readList(file)).map((one) => [keyOf(one), one]));
      for (const one of await Promise.all([...folders].map(licenceOf))) known.set(keyOf(one), one);
      const all = [...known.values()].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
      await writeFile(file, JSON.stringify(all));
    },
  };
}

function keyOf({ name, version }: Licence): string {
  return `${name} ${version}`;
}

async function readList(file: string): Promise<Licence[]> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Licence[];
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return [];
    throw error;
  }
}

/** The folder of the package that a module belongs to; undefined for one of ours. */
function packageFolder(id: string): string | undefined {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '');
  const at = path.lastIndexOf(MODULES);
  if (at === -1) return undefined;
  const [first = '', second = ''] = path.slice(at + MODULES.length).split(sep);
  return path.slice(0, at + MODULES.length) + (first.startsWith('@') ? `${first}${sep}${second}` : first);
}

/** A package without the text of its licence is listed with what its manifest says. */
async function licenceOf(folder: string): Promise<Licence> {
  const manifest = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const files = (await readdir(folder)).filter((name) => LICENCE_FILE.test(name)).sort();
  const texts = await Promise.all(files.map((name) => readFile(resolve(folder, name), 'utf8')));
  return {
    name: String(manifest['name']),
    version: String(manifest['version']),
    licence: typeof manifest['license'] === 'string' ? manifest['license'] : 'see its text',
    text: texts.map((text) => text.trim()).join('\n\n'),
  };
}
