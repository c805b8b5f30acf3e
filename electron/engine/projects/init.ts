import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_PRINCIPLES } from '../principles/rules.ts';
import { exists, type Project, refuseLinks } from './project.ts';
import { makeStateFolder, readTextNow, writeText } from './records.ts';
import { BOOTSTRAP, CONFIG_TEMPLATE, IGNORED, IGNORED_TITLE } from './templates.ts';
import { files } from './tree.ts';

export interface Initialized {
  readonly created: readonly string[];
  readonly skipped: readonly string[];
  readonly scope: 'project' | 'global';
  readonly bootstrapGenerated: boolean;
}

interface Ledger {
  readonly created: string[];
  readonly skipped: string[];
}

/** Makes `.maestro/` in the project's root. What is there already stays as it is. PATH_UNSAFE for links. */
export async function initProject(project: Project): Promise<Initialized> {
  refuseLinks(project.root, project.folder);
  const ledger: Ledger = { created: [], skipped: [] };
  for (const name of ['', 'handoffs', 'skills', 'bootstrap']) await folder(project, join(project.folder, name), ledger);
  await file(project, { path: files.config(project), text: CONFIG_TEMPLATE }, ledger);
  for (const { path, text, mode } of BOOTSTRAP) {
    const given = overlay(project, path) ?? text;
    await file(project, { path: join(project.folder, path), text: given, mode, template: text }, ledger);
  }
  const principles = DEFAULT_PRINCIPLES.map((principle) => `${JSON.stringify(principle)}\n`).join('');
  await file(project, { path: files.principles(project), text: principles }, ledger);
  await gitignore(project, ledger);
  return { ...ledger, scope: 'project', bootstrapGenerated: true };
}

/** Makes the user's configuration. What is there already stays as it is. */
export async function initUser(project: Project): Promise<Initialized> {
  const ledger: Ledger = { created: [], skipped: [] };
  await folder(project, project.user, ledger);
  await file(project, { path: files.userConfig(project), text: CONFIG_TEMPLATE }, ledger);
  return { ...ledger, scope: 'global', bootstrapGenerated: false };
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
  const now = exists(path) ? readTextNow(path) : undefined;
  const untouched = now !== undefined && now === template && now !== text;
  if (now !== undefined && !untouched) {
    ledger.skipped.push(path);
    return;
  }
  await writeText(project, path, text);
  if (mode !== undefined) await chmod(path, mode);
  ledger.created.push(path);
}

/** A project that came from the Factory layout brings its own bootstrap files in `.factory/`. */
function overlay(project: Project, path: string): string | undefined {
  const source = join(project.root, '.factory', path.replace(/^bootstrap\//, ''));
  return existsSync(source) ? readTextNow(source) : undefined;
}

/** Adds the missing lines at the end; never rewrites what is there. */
async function gitignore(project: Project, ledger: Ledger): Promise<void> {
  const path = join(project.root, '.gitignore');
  const before = readTextNow(path) ?? '';
  const present = new Set(before.split(/\r?\n/).map((line) => line.trim()));
  const missing = IGNORED.filter((line) => !present.has(line));
  if (missing.length === 0) {
    ledger.skipped.push(path);
    return;
  }
  const end = before === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  await writeText(project, path, `${before}${end}${[IGNORED_TITLE, ...missing].join('\n')}\n`);
  ledger.created.push(path);
}
