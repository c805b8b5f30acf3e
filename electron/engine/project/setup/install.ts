import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomic } from '../../disk/atomic.ts';
import { initUser, type Initialized } from './init.ts';
import { exists, type Project } from '../records/project.ts';
import { readBytes, readText } from '../../disk/read.ts';
import { writeBytes } from '../records/records.ts';
import { CONFIG_TEMPLATE } from '../config/templates.ts';
import { files } from '../records/tree.ts';
import { eject, inject } from './block-rules.ts';

export interface AgentFile {
  readonly agent: string;
  readonly action: 'injected' | 'updated' | 'migrated' | 'skipped' | 'not-detected' | 'removed' | 'not-found';
  readonly configPath: string;
}

/** A user’s file may be in any encoding: the block is ASCII, and every other byte is kept as it is. */
const BYTES = 'latin1';

interface Target {
  readonly agent: string;
  readonly path: string;
  /** Where older versions kept the file. The first one that is there gives the text of a new file. */
  readonly older?: readonly string[];
}

function targets(project: Project): Target[] {
  return [
    { agent: 'Claude Code', path: join(project.home, '.claude', 'CLAUDE.md') },
    { agent: 'Codex', path: join(project.home, '.codex', 'AGENTS.md') },
    {
      agent: 'Droid CLI',
      path: join(project.folder, 'AGENTS.md'),
      older: [
        join(project.root, '.factory', 'AGENTS.md'),
        join(project.home, '.factory', 'AGENTS.md'),
        join(project.user, 'AGENTS.md'),
      ],
    },
    { agent: 'Gemini CLI', path: join(project.home, '.gemini', 'GEMINI.md') },
  ];
}

/** Makes the user's configuration and tells every agent on this machine about Maestro. Doing it again changes nothing. */
export async function install(project: Project): Promise<{ init: Initialized; agents: AgentFile[] }> {
  return { init: await initUser(project), agents: await injectBlocks(project) };
}

/** Writes the instruction block into the file of every agent that is there. */
export async function injectBlocks(project: Project): Promise<AgentFile[]> {
  const results: AgentFile[] = [];
  for (const target of targets(project)) results.push(await injectInto(project, target));
  return results;
}

async function injectInto(project: Project, { agent, path, older = [] }: Target): Promise<AgentFile> {
  const answer = (action: AgentFile['action']): AgentFile => ({ agent, action, configPath: path });
  const before = exists(path) ? undefined : older.find((candidate) => exists(candidate));
  if (!existsSync(dirname(path)) && before === undefined) return answer('not-detected');
  const text = readBytes(before ?? path)?.toString(BYTES) ?? '';
  const injection = inject(text);
  if (injection.action === 'broken') {
    const sentence = `${before ?? path} has only one of the two maestro markers. It was left as it is: remove the marker and try again.`;
    project.notice({ kind: 'damaged', path, sentence });
    return answer('skipped');
  }
  if (injection.action === 'skipped' && before === undefined) return answer('skipped');
  await writeFor(project, path, injection.action === 'skipped' ? text : injection.text);
  return answer(before === undefined ? injection.action : 'migrated');
}

/** Users link their own files to where they keep them; a project that came from elsewhere may link to anything. */
async function writeFor(project: Project, path: string, text: string): Promise<void> {
  const bytes = Buffer.from(text, BYTES);
  if (dirname(path) === project.folder) await writeBytes(project, path, bytes);
  else await writeAtomic(path, bytes);
}

/**
 * Removes the user's configuration where it still is what `install` wrote, and `~/.maestro` when nothing else is in it.
 * Answers whether the folder is gone.
 */
export function removeUntouchedConfig(project: Project): boolean {
  const path = files.userConfig(project);
  if (!existsSync(project.user)) return false;
  if (existsSync(path) && readText(path) === CONFIG_TEMPLATE) rmSync(path);
  if (readdirSync(project.user).length > 0) return false;
  rmdirSync(project.user);
  return true;
}

/** Removes the instruction block from every agent's file and leaves everything else in them. */
export async function ejectBlocks(project: Project): Promise<AgentFile[]> {
  const results: AgentFile[] = [];
  for (const { agent, path } of targets(project)) {
    const text = readBytes(path)?.toString(BYTES);
    const rest = text === undefined ? undefined : eject(text);
    if (rest !== undefined) await writeFor(project, path, rest);
    const action = text === undefined ? 'not-detected' : rest === undefined ? 'not-found' : 'removed';
    results.push({ agent, action, configPath: path });
  }
  return results;
}
