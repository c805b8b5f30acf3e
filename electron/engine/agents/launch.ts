import { z } from 'zod';
import { type AgentKind, PROMPT, type StartMode } from '../../contract/agents.ts';
import type { NewContainer } from '../../contract/creation.ts';

/**
 * How the prompt reaches the agent: `argument` in place of `{prompt}`, `stdin`, one `paste` when it takes input, or not at
 * all: then it lies in the `file` that every container has.
 */
export const Delivery = z.enum(['argument', 'stdin', 'paste', 'file']);

/**
 * What a container needs to know to start its agent, at its first start and at every later one. It is written to
 * `/etc/maestro/launch.json` before the container starts, beside the prompt's bytes in `/etc/maestro/prompt`.
 */
export const Launch = z.object({
  v: z.literal(1),
  container: z.string(),
  agent: z.string(),
  /** Program and arguments of the first start; an argument that equals `{prompt}` stands for the task. */
  first: z.array(z.string()).min(1),
  /** Program and arguments of later starts: resumes the conversation where the agent can. */
  again: z.array(z.string()).min(1),
  delivery: Delivery,
  /** What is typed into it, with an Enter, before a task that is pasted, and what its screen shows then. */
  opening: z.object({ words: z.string(), shows: z.string() }).optional(),
  /** How it shows that it has taken a prompt: by a hook. Null: not at all. */
  confirms: z.literal('hook').nullable(),
  /**
   * What its screen shows of itself: the pattern (bash, byte by byte) of an open dialog, and how the title of its
   * terminal begins while it is idle, where that tells it; the column of the cursor in its empty input line, where that is
   * not 2. Null: nothing that could be relied on.
   */
  screen: z.object({ dialog: z.string(), idle: z.string().nullable(), column: z.int().optional() }).nullable(),
  /** Glob of the files that a conversation leaves: without one a later start is the first again. Null: always `again`. */
  conversation: z.string().nullable(),
  env: z.record(z.string(), z.string()),
  branch: z.string(),
  /** Null: the project has no commit; the container makes one of everything and calls it the base. */
  base: z.string().nullable(),
  identity: z.object({ name: z.string(), email: z.string() }).nullable(),
  /** Path in the container of the file that holds the sign-in, and the jq program that reads when that ends. Null: not reported. */
  credential: z.object({ file: z.string(), end: z.string() }).nullable(),
});
export type Launch = z.infer<typeof Launch>;

/** A file to be put into a container before it starts. Paths are absolute. */
export interface ContainerFile {
  readonly path: string;
  readonly content: Buffer | string;
  readonly mode: number;
  readonly owner: 'root' | 'node';
  /** When it is said to have been changed; unset: now. */
  readonly changedAt?: Date;
}

/** What a container gets of a sign-in, as its agent writes it. Never logged. */
export interface Lease {
  readonly content: string;
  /** Since when the sign-in has been there, in milliseconds since 1970. */
  readonly issuedAt: number;
}

/** Everything that decides how an agent is launched. */
export interface AgentChoice extends Pick<NewContainer, 'command' | 'model' | 'task' | 'typeTask'> {
  readonly startMode: StartMode;
  readonly agent: AgentKind;
  readonly container: string;
  readonly branch: string;
  readonly base: string | null;
  readonly identity: { readonly name: string; readonly email: string } | null;
  /** What the container gets of its agent's sign-in on this machine, where there is one. */
  readonly credential: Lease | null;
  readonly env: Readonly<Record<string, string>>;
}

/** What one agent adds to a launch, and the files that it wants in its home. */
export interface AgentPart extends Pick<
  Launch,
  'first' | 'again' | 'delivery' | 'opening' | 'confirms' | 'screen' | 'conversation'
> {
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly ContainerFile[];
}

/**
 * How an agent's program answers one question: it reads that from its standard input, prints the answer alone on its
 * output, and has no tools. The files go into its home beside its sign-in.
 */
export interface AskPart {
  readonly command: readonly string[];
  readonly files: readonly ContainerFile[];
}

/** Where the prompt is an operand: one that consists of a single word could be taken for a subcommand, so it is pasted. */
export function promptOperand(task: string): { args: readonly string[]; delivery: Launch['delivery'] } {
  return /\s/.test(task.trim()) ? { args: ['--', PROMPT], delivery: 'argument' } : { args: [], delivery: 'paste' };
}

/** A settings file in the agent's home. */
export function homeFile(path: string, content: string): ContainerFile {
  return { path: `/home/node/${path}`, content, mode: 0o600, owner: 'node' };
}
