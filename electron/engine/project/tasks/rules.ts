import type { Task, TaskCandidate, TaskHint } from '../../../contract/tasks.ts';
import { isStopWord } from '../memory/rules.ts';
import { compareText } from '../records/order-rules.ts';

const SHORTEST = 3;
const HINTS = 3;

/** The words that make a closed task findable: letters and digits, three or more, no stop words, no bare numbers. */
export function taskKeywords(text: string): string[] {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => word.length >= SHORTEST && !isStopWord(word) && !/^\d+$/.test(word)))];
}

/** Tasks that can be begun: open or in progress, with every dependency closed, all the way down. P0 and P1 first, then the oldest. */
export function readyTasks(tasks: readonly Task[]): Task[] {
  const waitsFor = openTaskDependencies(tasks);
  return tasks
    .filter((task) => task.status === 'open' || task.status === 'in_progress')
    .filter((task) => waitsFor(task).next().done === true)
    .sort((left, right) => urgency(left) - urgency(right));
}

/** P0 and P1 come before everything else; the sort is stable over oldest first. */
function urgency(task: Task): number {
  return task.priority <= 1 ? 0 : 1;
}

/** What a task waits for. */
export interface TaskDependency {
  readonly id: string;
  readonly status: Task['status'] | 'unreadable';
}

/**
 * What a task waits for, all the way down. One that cannot be read is waited for, since nobody knows that it is closed;
 * one that the file holds twice, as both sides of a merge, is closed when both say so.
 */
export function openTaskDependencies(tasks: readonly Task[]): (task: Task) => Generator<TaskDependency> {
  const byId = new Map<string, Task[]>();
  for (const task of tasks) byId.set(task.id, [...(byId.get(task.id) ?? []), task]);
  return function* (task) {
    const seen = new Set<string>();
    const left = [...task.dependsOn].reverse();
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const sides = byId.get(id) ?? [];
      const open = sides.find(({ status }) => status !== 'closed');
      if (sides.length === 0) yield { id, status: 'unreadable' };
      else if (open !== undefined) yield { id, status: open.status };
      else left.push(...sides.flatMap(({ dependsOn }) => dependsOn));
    }
  };
}

/** What earlier closed tasks taught about this one: most words in common first, then the newest. */
export function taskHints(task: Task, candidates: readonly TaskCandidate[]): TaskHint[] {
  const words = new Set(taskKeywords([task.title, ...task.labels].join(' ')));
  return candidates
    .filter(({ sourceTaskId }) => sourceTaskId !== task.id)
    .map(({ sourceTaskId, sourceType, title, reason, capturedAt, keywords }) => {
      const matchedKeywords = keywords.filter((word) => words.has(word));
      return { sourceTaskId, sourceType, title, reason, capturedAt, matchedKeywords };
    })
    .filter(({ matchedKeywords }) => matchedKeywords.length > 0)
    .sort(
      (left, right) =>
        right.matchedKeywords.length - left.matchedKeywords.length || compareText(right.capturedAt, left.capturedAt),
    )
    .slice(0, HINTS);
}

/** Whether making `parent` the parent of `id` would make a loop. */
export function wouldLoop(tasks: readonly Task[], id: string, parent: string): boolean {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const seen = new Set<string>();
  for (let at: string | undefined = parent; at !== undefined && !seen.has(at); at = byId.get(at)?.parentId) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
