import { z } from 'zod';
import { addNote, listNotes } from '../../engine/project/notes/notes.ts';
import { initProject, initUser, type Initialized } from '../../engine/project/setup/init.ts';
import { type Project, projectAt } from '../../engine/project/records/project.ts';
import { shareState, unshareState, worktreeLine } from '../../engine/project/records/worktree.ts';
import { detectSession } from '../../engine/project/sessions/session.ts';
import { countPending } from '../../engine/project/handoffs/store.ts';
import { readSetup, readStatus } from '../../engine/project/health/status.ts';
import { fail } from '../../engine/errors.ts';
import type { Call } from '../arguments/command.ts';
import { argument, given, isOn, wrong } from '../arguments/options.ts';
import { lines, next, ok } from '../output/words.ts';
import { plain } from '../output/text.ts';
import { endSignal } from '../ending.ts';
import { openProject } from '../project.ts';

/** Makes `.maestro/` in this project, or the user’s folder with `--global`. */
export async function init(call: Call): Promise<undefined> {
  const found = openProject(call);
  const project = isOn(call, 'here') ? projectAt(found, found.cwd) : found;
  if (isOn(call, 'global')) {
    report(call, await initUser(project), 'Initialized global config');
    return;
  }
  if (isOn(call, 'shared')) {
    const mark = shareState(project.cwd);
    const result: Initialized = { created: [mark], skipped: [], scope: 'project', bootstrapGenerated: false };
    call.out.result(result, () => ok(worktreeLine(openProject(call)) ?? mark));
    return;
  }
  if (isOn(call, 'here')) unshareState(project.cwd);
  else tellPlace(call, project);
  const mayReplace = call.out.json || !process.stdin.isTTY ? undefined : (await import('../may-replace.ts')).askOnce();
  report(call, await initProject(project, mayReplace), `Initialized project bootstrap in ${project.root}`);
}

/** Whose state it is, where that is not plainly this folder's. */
function tellPlace(call: Call, project: Project): void {
  if (project.root === project.cwd) return;
  const shared = project.root === project.checkout ? undefined : worktreeLine(project);
  call.out.note(shared ?? `This folder belongs to the project at ${project.root}. (--here makes one of its own.)`);
}

function report(call: Call, result: Initialized, title: string): void {
  call.out.result(result, () =>
    lines(
      ok(title),
      result.created.map((path) => `  --> ${path}`),
      result.skipped.map((path) => `  [skip] ${path}`),
      result.scope === 'project'
        ? next('maestro mission create --file plan.json (maestro schema plan explains plans)')
        : undefined,
    ),
  );
}

/** Shows whether this project is set up and which handoffs wait. */
export function status(call: Call): Promise<undefined> {
  const project = openProject(call);
  if (call.out.json) {
    call.out.result(readStatus(project), () => '');
    return Promise.resolve(undefined);
  }
  const { initialized, configSource, gitAvailable } = readSetup(project);
  const waiting = countPending(project);
  call.out.print(
    lines(
      initialized ? `Initialized (${configSource} config) in ${project.root}` : 'Not initialized: run maestro init',
      gitAvailable ? 'Git: available' : 'Git: this is no repository',
      worktreeLine(project),
      waiting === 0 ? undefined : `${waiting} pending ${waiting === 1 ? 'handoff' : 'handoffs'}: maestro handoff list`,
    ),
  );
  return Promise.resolve(undefined);
}

/** Keeps a note, or shows the notes that there are. */
export async function note(call: Call): Promise<undefined> {
  const content = given(call, 'content');
  const listing = isOn(call, 'list');
  if ((content === undefined) !== listing)
    throw wrong('Give either --content or --list.', 'Example: maestro note --content "…"');
  const project = openProject(call);
  if (content === undefined) {
    const notes = listNotes(project);
    call.out.result(notes, () =>
      lines(
        `${notes.length} ${notes.length === 1 ? 'note' : 'notes'}`,
        notes.flatMap((one) => ['', `${one.timestamp}  [${plain(one.git_branch)}]`, `  ${plain(one.content)}`]),
      ),
    );
    return;
  }
  const kept = await addNote(project, { content });
  call.out.result(kept, () =>
    lines(ok(`Note kept: ${kept.timestamp}`), `  Branch: ${kept.git_branch}`, `  ${plain(kept.content)}`),
  );
}

/**
 * Shows the agent session that runs this command. Outside of one it fails with SESSION_NOT_FOUND; `--quiet` says
 * nothing then.
 */
export function session(call: Call): Promise<number> {
  const found = detectSession(openProject(call));
  if (found === undefined) {
    if (isOn(call, 'quiet') && !call.out.json) return Promise.resolve(1);
    throw fail('SESSION_NOT_FOUND', 'This does not run in an agent session.');
  }
  if (isOn(call, 'quiet') && !call.out.json) call.out.print(found.sessionId);
  else {
    call.out.result({ session: found }, () =>
      lines(
        `Agent: ${found.agent}`,
        `Session: ${plain(found.sessionId)}`,
        `Source: ${plain(found.sourcePath)}`,
        found.startedAt === undefined ? undefined : `Started: ${new Date(found.startedAt).toISOString()}`,
      ),
    );
  }
  return Promise.resolve(0);
}

/** Prints the JSON schema of a kind of file. */
export async function schema(call: Call): Promise<undefined> {
  const name = argument(call);
  const found = await documentSchema(name);
  if (found === undefined)
    throw wrong(`There is no schema ${JSON.stringify(name)}.`, 'Known: plan, report, handoff, config.');
  const document = z.toJSONSchema(found, { io: 'input' });
  call.out.print(JSON.stringify({ title: `Maestro ${name}`, ...document }, null, 2));
}

async function documentSchema(name: string): Promise<z.ZodType | undefined> {
  if (name === 'plan') return (await import('../../contract/missions.ts')).Plan;
  if (name === 'report') return (await import('../../contract/features.ts')).WorkResult;
  if (name === 'handoff') return (await import('../../contract/handoffs.ts')).Handoff;
  if (name === 'config') return (await import('../../contract/config.ts')).ProjectConfig;
  return undefined;
}

/** Runs until it is interrupted. */
export async function watch(call: Call): Promise<undefined> {
  const { watchState } = await import('../../engine/project/follow/watch.ts');
  const project = openProject(call);
  call.out.note(`Watching ${project.folder}. Ctrl+C ends it.`);
  for await (const changes of watchState(project, endSignal())) {
    for (const change of changes) {
      const text = `${change.at}  ${change.kind.padEnd(8)}  ${change.path}`;
      call.out.print(call.out.json ? JSON.stringify(change) : text);
    }
  }
}
