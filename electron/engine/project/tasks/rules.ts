import type { Task, TaskCandidate } from '../../../contract/tasks.ts';
import { isStopWord } from '../memory/rules.ts';

const SHORTEST = 3;
const HINTS = 3;

/** The words that make a closed task findable: letters and digits, three or more, no stop words, no bare numbers. */
export function taskKeywords(text: string): string[] {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => word.length >= SHORTEST && !isStopWord(word) && !/^\d+$/.test(word)))];
}

/** Tasks that can be begun: open or in progress, with every dependency closed, all the way down. Urgent ones first, then the oldest. */
export function readyTasks(tasks: readonly Task[]): Task[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return tasks
    .filter((task) => task.status === 'open' || task.status === 'in_progress')
    .filter((task) => allClosed(task, byId))
    .sort((left, right) => urgency(left) - urgency(right));
}

/** P0 and P1 come before everything else; the sort is stable over oldest first. */
function urgency(task: Task): number {
  return task.priority <= 1 ? task.priority : 2;
}

function allClosed(task: Task, byId: ReadonlyMap<string, Task>): boolean {
  const seen = new Set<string>();
  const open = [...task.dependsOn];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const dependency = byId.get(id);
    if (dependency === undefined) continue;
    if (dependency.status !== 'closed') return false;
    open.push(...dependency.dependsOn);
  }
  return true;
}

/** What earlier closed tasks taught about this one: most words in common first, then the newest. */
export function taskHints(task: Task, candidates: readonly TaskCandidate[]): TaskCandidate[] {
  const words = new Set(taskKeywords([task.title, ...task.labels].join(' ')));
  return candidates
    .map((candidate) => ({ candidate, overlap: candidate.keywords.filter((word) => words.has(word)).length }))
    .filter(({ overlap }) => overlap > 0)
    .sort(
      (left, right) =>
        right.overlap - left.overlap || (left.candidate.capturedAt < right.candidate.capturedAt ? 1 : -1),
    )
    .slice(0, HINTS)
    .map(({ candidate }) => candidate);
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
