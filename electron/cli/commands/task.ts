import { type NewTask, type Task, TaskStatus, TaskType } from '../../contract/tasks.ts';
import {
  closeTask,
  createTask,
  getTask,
  listTasks,
  readyWithHints,
  updateTask,
} from '../../engine/project/tasks/tasks.ts';
import type { Call } from '../arguments/command.ts';
import { argument, commaList, filled, given, isOn, oneOf, values, wholeNumber, wrong } from '../arguments/options.ts';
import { lines, next, ok } from '../output/words.ts';
import { cut, plain } from '../output/text.ts';
import { openProject } from '../project.ts';

const SHOWN = 20;

function newTask(call: Call): NewTask {
  const [description, parent, assignee] = [
    filled(call, 'description'),
    filled(call, 'parent'),
    filled(call, 'assignee'),
  ];
  const type = oneOf(call, 'type', TaskType.options);
  const priority = wholeNumber(call, 'priority', [0, 4]);
  return {
    title: argument(call),
    labels: commaList(given(call, 'labels')),
    dependsOn: commaList(given(call, 'depends-on')),
    description,
    type,
    priority,
    parent,
    assignee,
  };
}

/** Notes a task. */
export async function create(call: Call): Promise<undefined> {
  const task = await createTask(openProject(call), newTask(call));
  if (isOn(call, 'silent') && !call.out.json) call.out.print(task.id);
  else
    call.out.result(task, () =>
      lines(ok(`Task noted: ${task.id}`), `  ${plain(task.title)}`, next(`maestro task close ${task.id} --reason "…"`)),
    );
}

/** Notes a task and prints its id alone. */
export async function quick(call: Call): Promise<undefined> {
  const { id } = await createTask(openProject(call), newTask(call));
  call.out.result({ id }, () => id);
}

/** Shows all fields of a task. */
export function show(call: Call): Promise<undefined> {
  const task = getTask(openProject(call), argument(call));
  call.out.result(task, () =>
    lines(
      Object.entries(task).map(
        ([key, value]) => `${key}: ${plain(Array.isArray(value) ? value.join(', ') : String(value))}`,
      ),
    ),
  );
  return Promise.resolve(undefined);
}

/** Shows tasks by status, type, priority, label, assignee or parent. */
export function list(call: Call): Promise<undefined> {
  const limit = wholeNumber(call, 'limit', [0, Number.POSITIVE_INFINITY]) ?? 0;
  const tasks = listTasks(openProject(call)).filter(filter(call));
  const shown = limit === 0 ? tasks : tasks.slice(0, limit);
  call.out.result(shown, () => (shown.length === 0 ? 'No tasks.' : lines(shown.map(row))));
  return Promise.resolve(undefined);
}

function filter(call: Call): (task: Task) => boolean {
  const status = oneOf(call, 'status', TaskStatus.options);
  const type = oneOf(call, 'type', TaskType.options);
  const priority = wholeNumber(call, 'priority', [0, 4]);
  const [label, assignee, parent] = [filled(call, 'label'), filled(call, 'assignee'), filled(call, 'parent')];
  return (task) =>
    (status === undefined || task.status === status) &&
    (type === undefined || task.type === type) &&
    (priority === undefined || task.priority === priority) &&
    (label === undefined || task.labels.includes(label)) &&
    (assignee === undefined || task.assignee === assignee) &&
    (parent === undefined || task.parentId === parent);
}

function row(task: Task): string {
  const labels = task.labels.length === 0 ? '' : `  [${task.labels.map(plain).join(', ')}]`;
  return `${task.id}  P${task.priority}  ${task.status.padEnd(11)}  ${task.type.padEnd(7)}  ${cut(task.title, 60)}${labels}`;
}

/** Changes a task. Nothing to change is wrong usage. */
export async function update(call: Call): Promise<undefined> {
  const changes = {
    ...strings(call, ['title', 'description', 'parent', 'assignee']),
    ...defined('type', oneOf(call, 'type', TaskType.options)),
    ...defined('priority', wholeNumber(call, 'priority', [0, 4])),
    ...defined('status', oneOf(call, 'status', TaskStatus.options)),
    ...lists(call),
    ...(isOn(call, 'claim') ? { claim: true } : {}),
  };
  if (Object.keys(changes).length === 0)
    throw wrong('There is nothing to change.', 'maestro help task update shows what can change.');
  const task = await updateTask(openProject(call), { id: argument(call), ...changes });
  call.out.result(task, () => lines(ok(`Task updated: ${task.id}`), `  ${row(task)}`));
}

function strings(call: Call, names: readonly string[]): Record<string, string> {
  const entries = names.flatMap((name) => {
    const value = given(call, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

function lists(call: Call): Record<string, string[]> {
  const [add, remove] = [values(call, 'add-label'), values(call, 'remove-label')];
  return { ...(add.length === 0 ? {} : { addLabels: add }), ...(remove.length === 0 ? {} : { removeLabels: remove }) };
}

function defined<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}

/** Closes a task. */
export async function close(call: Call): Promise<undefined> {
  const reason = filled(call, 'reason');
  const task = await closeTask(openProject(call), { id: argument(call), reason });
  call.out.result(task, () => ok(`Task closed: ${task.id}`));
}

/** Shows the tasks that nothing blocks, with similar ones that went before. */
export function ready(call: Call): Promise<undefined> {
  const limit = wholeNumber(call, 'limit', [0, Number.POSITIVE_INFINITY]) ?? SHOWN;
  const fits = filter(call);
  const all = readyWithHints(openProject(call))
    .filter(({ task }) => fits(task) && !(isOn(call, 'unassigned') && task.assignee !== undefined))
    .map(({ task, hints }) => ({ task, hints: isOn(call, 'no-hints') ? [] : hints }));
  const found = limit === 0 ? all : all.slice(0, limit);
  call.out.result(
    found.map(({ task, hints }) => ({ ...task, hints })),
    () =>
      found.length === 0
        ? 'Nothing is ready.'
        : lines(
            found.flatMap(({ task, hints }) => [
              row(task),
              ...hints.map((hint) => `    like ${hint.sourceTaskId} "${cut(hint.title, 40)}": ${cut(hint.reason, 60)}`),
            ]),
          ),
  );
  return Promise.resolve(undefined);
}
