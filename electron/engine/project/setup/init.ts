import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_PRINCIPLES } from '../principles/rules.ts';
import { keepCopy } from '../records/keep-copy.ts';
import { overlayFiles } from './overlay.ts';
import { exists, type Project, refuseLinks } from '../records/project.ts';
import { readBytes, readText } from '../../disk/read.ts';
import { makeStateFolder, writeBytes, writeText } from '../records/records.ts';
import { BOOTSTRAP, CONFIG_TEMPLATE, IGNORED, IGNORED_TITLE } from '../config/templates.ts';
import { files } from '../records/tree.ts';

export interface Initialized {
  readonly created: readonly string[];
  readonly skipped: readonly string[];
  readonly scope: 'project' | 'global';
  readonly bootstrapGenerated: boolean;
}

interface Ledger {
  readonly created: string[];
  readonly skipped: string[];
  readonly mayReplace: MayReplace;
}

/** Asked for each file that is there and would say something else. Its old text is kept as a copy. */
export type MayReplace = (path: string) => Promise<boolean>;

const never: MayReplace = () => Promise.resolve(false);

/** Makes `.maestro/` in the project's root. What is there already stays as it is, unless it may be replaced. PATH_UNSAFE for links. */
export async function initProject(project: Project, mayReplace = never): Promise<Initialized> {
  refuseLinks(project.root, project.folder);
  const ledger: Ledger = { created: [], skipped: [], mayReplace };
  const brought = new Map(overlayFiles(project).map(({ path, text }) => [path, text]));
  for (const name of ['', 'handoffs', 'skills', 'bootstrap']) await folder(project, join(project.folder, name), ledger);
  await file(project, { path: files.config(project), text: CONFIG_TEMPLATE }, ledger);
  for (const { path, text, mode } of BOOTSTRAP) {
    const given = brought.get(path) ?? text;
    await file(project, { path: join(project.folder, path), text: given, mode, template: text }, ledger);
    brought.delete(path);
  }
  for (const [path, text] of brought) await file(project, { path: join(project.folder, path), text }, ledger);
  const principles = DEFAULT_PRINCIPLES.map((principle) => `${JSON.stringify(principle)}\n`).join('');
  await file(project, { path: files.principles(project), text: principles }, ledger);
  await gitignore(project, ledger);
  return result(ledger, 'project');
}

/** Makes the user's configuration. What is there already stays as it is. */
export async function initUser(project: Project): Promise<Initialized> {
  const ledger: Ledger = { created: [], skipped: [], mayReplace: never };
  await folder(project, project.user, ledger);
  await file(project, { path: files.userConfig(project), text: CONFIG_TEMPLATE }, ledger);
  return result(ledger, 'global');
}

function result({ created, skipped }: Ledger, scope: Initialized['scope']): Initialized {
  return { created, skipped, scope, bootstrapGenerated: scope === 'project' };
}

async function folder(project: Project, path: string, ledger: Ledger): Promise<void> {
  const there = exists(path);
  await makeStateFolder(project, path);
  if (!there) ledger.created.push(path.replace(/\/$/, ''));
}

interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly mode?: number | undefined;
  /** A file that still says this may be replaced by the project's own overlay. */
  readonly template?: string;
}

async function file(project: Project, { path, text, mode, template }: NewFile, ledger: Ledger): Promise<void> {
  const now = exists(path) ? readText(path) : undefined;
  const untouched = now === undefined || (now === template && now !== text);
  if (!untouched && (now === text || !(await ledger.mayReplace(path)))) {
    ledger.skipped.push(path);
    return;
  }
  if (!untouched) keepCopy(project, path, 'replaced');
  await writeText(project, path, text);
  if (mode !== undefined) await chmod(path, mode);
  ledger.created.push(path);
}

/** Adds the missing lines at the end; never rewrites what is there. */
async function gitignore(project: Project, ledger: Ledger): Promise<void> {
  const path = join(project.root, '.gitignore');
  const before = readBytes(path)?.toString('latin1') ?? '';
  const present = new Set(before.split(/\r?\n/).map((line) => line.trim()));
  const missing = IGNORED.filter((line) => !present.has(line));
  if (missing.length === 0) {
    ledger.skipped.push(path);
    return;
  }
  // Its own bytes and line breaks stay: it may be in any encoding, and what is added is ASCII.
  const eol = /\r?\n/.exec(before)?.[0] ?? '\n';
  const end = before === '' ? '' : before.endsWith('\n') ? eol : `${eol}${eol}`;
  const lines = [IGNORED_TITLE, ...missing].map((line) => `${line}${eol}`).join('');
  await writeBytes(project, path, Buffer.from(`${before}${end}${lines}`, 'latin1'));
  ledger.created.push(path);
}
