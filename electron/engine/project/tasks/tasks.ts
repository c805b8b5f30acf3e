import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { NewTask, Task, TaskCandidate, TaskClose, type TaskHint, TaskUpdate } from '../../../contract/tasks.ts';
import { present } from '../../../contract/present.ts';
import { checked, fail } from '../../errors.ts';
import { readLines, writeLines } from '../records/lines.ts';
import { withFileLock } from '../records/lock.ts';
import type { Project } from '../records/project.ts';
import { jsonKey, listRecords, writeRecord } from '../records/records.ts';
import { files, folders } from '../records/tree.ts';
import { detectSession } from '../sessions/session.ts';
import { openTaskDependencies, readyTasks, type TaskDependency, taskHints, taskKeywords, wouldLoop } from './rules.ts';

/** All readable tasks, oldest first. */
export function listTasks(project: Project): Task[] {
  return readLines(project, files.tasks(project), Task).flatMap(({ value }) => (value === undefined ? [] : [value]));
}

/** One task. TASK_NOT_FOUND. */
export function getTask(project: Project, id: string): Task {
  return taskIn(listTasks(project), id);
}

/** Notes a task. INPUT_INVALID for an empty title, TASK_NOT_FOUND for an unknown parent or dependency. */
export async function createTask(project: Project, given: NewTask): Promise<Task> {
  const input = checked(NewTask, given);
  if (input.title.trim() === '')
    throw fail('INPUT_INVALID', 'A task needs a title.', { hints: ['Example: maestro task create "Fix the login"'] });
  return changeTasks(project, (tasks) => {
    const at = project.now().toISOString();
    const { parent, dependsOn = [] } = input;
    for (const id of [...(parent === undefined ? [] : [parent]), ...dependsOn]) taskIn(tasks, id);
    const task: Task = {
      id: freeId(tasks),
      title: input.title,
      ...present({ description: input.description }),
      type: input.type ?? 'task',
      priority: input.priority ?? 2,
      status: 'open',
      ...present({ parentId: parent }),
      labels: [...(input.labels ?? [])],
      dependsOn: [...dependsOn],
      ...present({ assignee: input.assignee }),
      createdAt: at,
      updatedAt: at,
    };
    return { task, tasks: [...tasks, task] };
  });
}

/** Changes a task. Closing is for `closeTask`. TASK_NOT_FOUND, TRANSITION_ILLEGAL, SESSION_NOT_FOUND when claiming outside a session. */
export async function updateTask(project: Project, input: TaskUpdate): Promise<Task> {
  const update = checked(TaskUpdate, input);
  const { id } = update;
  if (update.status === 'closed')
    throw fail('TRANSITION_ILLEGAL', 'A task is closed with maestro task close.', {
      hints: [`maestro task close ${id} --reason "…"`],
    });
  return changeTasks(project, (tasks) => {
    const before = taskIn(tasks, id);
    if (before.status === 'closed')
      throw fail('TRANSITION_ILLEGAL', `Task ${id} is closed.`, { hints: ['closed is final.'] });
    refuseParent(tasks, update);
    const { parentId, assignee, ...rest } = before;
    const open = update.claim === true ? [...openTaskDependencies(tasks)(before)] : [];
    if (open.length > 0) project.notice({ kind: 'warning', sentence: waiting(before, open) });
    const claimed = update.claim === true ? claimant(project) : undefined;
    const task = {
      ...rest,
      ...(update.title ? { title: update.title } : {}),
      ...present({
        description: update.description,
        type: update.type,
        priority: update.priority,
        status: update.status,
      }),
      ...(claimed === undefined ? {} : { status: 'in_progress' }),
      ...optional('parentId', update.parent ?? parentId),
      labels: relabelled(before.labels, update),
      ...optional('assignee', claimed ?? update.assignee ?? assignee),
      updatedAt: project.now().toISOString(),
    };
    return { task: Task.parse(task), tasks };
  });
}

function optional(key: string, value: string | undefined): Record<string, string> {
  return value === undefined || value === '' ? {} : { [key]: value };
}

function relabelled(labels: readonly string[], { addLabels = [], removeLabels = [] }: TaskUpdate): string[] {
  return [...new Set([...labels, ...addLabels])].filter((label) => !removeLabels.includes(label));
}

function refuseParent(tasks: readonly Task[], { id, parent }: TaskUpdate): void {
  if (parent === undefined || parent === '') return;
  taskIn(tasks, parent);
  if (wouldLoop(tasks, id, parent))
    throw fail('INPUT_INVALID', `${parent} cannot be the parent of ${id}: that would be a loop.`);
}

function claimant(project: Project): string {
  const session = detectSession(project);
  if (session === undefined)
    throw fail('SESSION_NOT_FOUND', 'No agent session was found, so nobody can claim.', {
      hints: ['Name somebody: --assignee NAME'],
    });
  return `${session.agent}-${session.sessionId}`;
}

/** Closes a task, once. What a reason teaches is kept as a hint for similar tasks. TASK_NOT_FOUND, TRANSITION_ILLEGAL. */
export async function closeTask(project: Project, input: TaskClose): Promise<Task> {
  const { id, reason } = checked(TaskClose, input);
  const closed = await changeTasks(project, (tasks) => {
    const before = taskIn(tasks, id);
    if (before.status === 'closed')
      throw fail('TRANSITION_ILLEGAL', `Task ${id} is already closed.`, { hints: ['closed is final.'] });
    const { createdAt, updatedAt, ...rest } = before;
    const why = reason ? { closeReason: reason } : {};
    return {
      task: Task.parse({ ...rest, status: 'closed', ...why, createdAt, updatedAt: project.now().toISOString() }),
      tasks,
    };
  });
  if (reason) await storeCandidate(project, closed, reason);
  return closed;
}

async function storeCandidate(project: Project, task: Task, reason: string): Promise<void> {
  const candidate: TaskCandidate = {
    id: task.id,
    sourceTaskId: task.id,
    sourceType: 'task-close',
    title: task.title,
    reason,
    keywords: taskKeywords(`${task.title} ${reason}`),
    capturedAt: task.updatedAt,
  };
  await writeRecord(project, join(folders.tasks(project), 'candidates', `${task.id}.json`), candidate);
}

/** Tasks that can be begun, each with hints from similar closed ones. */
export function readyWithHints(project: Project): { task: Task; hints: TaskHint[] }[] {
  const candidates = listRecords(project, {
    folder: join(folders.tasks(project), 'candidates'),
    keyOf: jsonKey,
    schema: TaskCandidate,
  });
  const tasks = listTasks(project);
  tellLost(project, tasks);
  return readyTasks(tasks).map((task) => ({ task, hints: taskHints(task, candidates) }));
}

/** A task that waits for what cannot be read would wait without a word. */
function tellLost(project: Project, tasks: readonly Task[]): void {
  const waitsFor = openTaskDependencies(tasks);
  for (const task of tasks.filter(({ status }) => status === 'open' || status === 'in_progress')) {
    const lost = [...waitsFor(task)].filter(({ status }) => status === 'unreadable');
    if (lost.length > 0) project.notice({ kind: 'warning', sentence: waiting(task, lost) });
  }
}

function waiting({ id }: Task, open: readonly TaskDependency[]): string {
  const named = open.map((other) =>
    other.status === 'unreadable' ? `${other.id}, which cannot be read` : `${other.id}, which is ${other.status}`,
  );
  return `${id} waits for ${named.join(', and for ')}.`;
}

/** Held by whoever changes the tasks; the same name as the older tool's. */
export function tasksLock(project: Project): string {
  return join(folders.tasks(project), '.tasks.lock');
}

async function changeTasks(
  project: Project,
  change: (tasks: readonly Task[]) => { task: Task; tasks: readonly Task[] },
): Promise<Task> {
  const path = files.tasks(project);
  return withFileLock(project, tasksLock(project), async () => {
    const lines = readLines(project, path, Task);
    const { task } = change(lines.flatMap(({ value }) => (value === undefined ? [] : [value])));
    const known = lines.some(({ value }) => value?.id === task.id);
    const texts = lines.map(({ text, value }) => (value?.id === task.id ? JSON.stringify(task) : text));
    await writeLines(project, path, known ? texts : [...texts, JSON.stringify(task)]);
    return task;
  });
}

function taskIn(tasks: readonly Task[], id: string): Task {
  const task = tasks.find((other) => other.id === id);
  if (task === undefined) throw fail('TASK_NOT_FOUND', `There is no task ${JSON.stringify(id)}.`);
  return task;
}

function freeId(tasks: readonly Task[]): string {
  for (;;) {
    const id = `tsk-${randomBytes(3).toString('hex')}`;
    if (!tasks.some((task) => task.id === id)) return id;
  }
}
