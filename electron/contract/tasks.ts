import { z } from 'zod';

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
