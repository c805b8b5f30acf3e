import { z } from 'zod';

/** The coding programs that a container can run. `custom` takes a command line. */
export const AgentKind = z.enum(['claude', 'codex', 'gemini', 'opencode', 'droid', 'custom']);
export type AgentKind = z.infer<typeof AgentKind>;

/** What to say to whoever names another. */
export const AGENT_HINT = `Use ${AgentKind.options.slice(0, -1).join(', ')} or custom.`;

/** How an agent begins: with a plan that it asks about, without asking for any permission, or asking for each. */
export const StartMode = z.enum(['yolo', 'plan', 'ask']);
export type StartMode = z.infer<typeof StartMode>;

/** As an argument of a custom command line it stands for the task. */
export const PROMPT = '{prompt}';

/** Where the task lies in every container. */
export const TASK_FILE = '/etc/maestro/prompt';

/** Whether a custom command line takes the task as an argument. */
export function givesPrompt(command: readonly string[]): boolean {
  return command.includes(PROMPT);
}
