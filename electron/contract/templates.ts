import { z } from 'zod';
import { TASK_MAX_CHARS } from './creation.ts';
import { Instant } from './ids.ts';

/** Stands in a template's task for the task that `new` is given. */
export const GIVEN = '{}';

/** A task and options of `new`, kept under a name. */
export const Template = z.object({
  name: z
    .string()
    .max(60, 'Use at most 60 characters.')
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'Use small letters, digits and dashes.'),
  /** Empty: the one that `new` is given. */
  task: z.string().max(TASK_MAX_CHARS),
  /** Options by name, as they were typed. */
  flags: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
  /** The command line of a custom agent. */
  command: z.array(z.string()),
  savedAt: Instant,
});
export type Template = z.infer<typeof Template>;

/** The task of a template with what `new` was given: in place of each `{}`, else below it (pure); null: `{}` stands for nothing. */
export function filledTask(task: string, given: string): string | null {
  if (task.includes(GIVEN)) return given === '' ? null : task.replaceAll(GIVEN, () => given);
  return [task, given].filter((part) => part !== '').join('\n\n');
}
