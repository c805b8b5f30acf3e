import { z } from 'zod';
import { Line, Name, NAME_MAX_CHARS, textUpTo, Words } from './inputs.ts';

export const TaskType = z.enum(['task', 'bug', 'feature', 'epic', 'chore']);
export type TaskType = z.infer<typeof TaskType>;
export const TaskStatus = z.enum(['open', 'in_progress', 'blocked', 'deferred', 'closed']);
export type TaskStatus = z.infer<typeof TaskStatus>;

/** One line of `tasks/tasks.jsonl`. */
export const Task = z.looseObject({
  id: z.string().regex(/^tsk-[0-9a-f]{6}$/, 'Write an id such as tsk-30fe09.'),
  title: z.string().min(1),
  description: z.string().optional(),
  type: TaskType,
  priority: z.int().min(0).max(4),
  status: TaskStatus,
  parentId: z.string().optional(),
  labels: z.array(z.string()),
  dependsOn: z.array(z.string()),
  assignee: z.string().optional(),
  deferUntil: z.string().optional(),
  closeReason: z.string().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Task = z.infer<typeof Task>;

/** `tasks/candidates/<task>.json`: what closing a task taught. */
export const TaskCandidate = z.looseObject({
  id: z.string(),
  sourceTaskId: z.string(),
  sourceType: z.literal('task-close'),
  title: z.string(),
  reason: z.string(),
  keywords: z.array(z.string()),
  capturedAt: z.string(),
});
export type TaskCandidate = z.infer<typeof TaskCandidate>;

/** What a task that was closed teaches about one that can be begun, and the words that both have. */
export interface TaskHint extends Pick<
  TaskCandidate,
  'sourceTaskId' | 'sourceType' | 'title' | 'reason' | 'capturedAt'
> {
  readonly matchedKeywords: readonly string[];
}

const LABELS_MAX = 100;
const Labels = z.array(Name).max(LABELS_MAX, `Give at most ${LABELS_MAX}.`);
const DEPENDENCIES_MAX = 1_000;

/** Who a task is given to, or which task it belongs to; empty clears. */
const Clearable = textUpTo(NAME_MAX_CHARS);

export const NewTask = z.object({
  title: Line,
  description: Words.optional(),
  type: TaskType.optional(),
  /** From 0, the most urgent, to 4. */
  priority: Task.shape.priority.optional(),
  parent: Name.optional(),
  labels: Labels.optional(),
  dependsOn: z.array(Name).max(DEPENDENCIES_MAX, `Give at most ${DEPENDENCIES_MAX}.`).optional(),
  assignee: Name.optional(),
});
export type NewTask = z.infer<typeof NewTask>;

export const TaskUpdate = z.object({
  id: Name,
  title: Line.optional(),
  description: Words.optional(),
  type: TaskType.optional(),
  priority: Task.shape.priority.optional(),
  status: TaskStatus.optional(),
  parent: Clearable.optional(),
  assignee: Clearable.optional(),
  addLabels: Labels.optional(),
  removeLabels: Labels.optional(),
  /** Gives it to the agent session that asks. */
  claim: z.boolean().optional(),
});
export type TaskUpdate = z.infer<typeof TaskUpdate>;

export const TaskClose = z.object({ id: Name, reason: Line.optional() });
export type TaskClose = z.infer<typeof TaskClose>;
