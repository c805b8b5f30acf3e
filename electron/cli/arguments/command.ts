import type { Output } from '../output/output.ts';

/** Things whose ids are read from the project's files. Where a command takes such an id, its beginning is enough. */
const ENTITIES = [
  'mission',
  'milestone',
  'feature',
  'assertion',
  'checkpoint',
  'handoff',
  'correction',
  'principle',
  'task',
] as const;
export type Entity = (typeof ENTITIES)[number];

/** What a shell may complete a value with; a list is the values themselves. */
export type Completes = Entity | 'container' | 'file' | 'folder' | readonly string[];

/** Whether what may stand somewhere is the id of an entity. */
export function isEntity(completes: Completes | undefined): completes is Entity {
  return (ENTITIES as readonly unknown[]).includes(completes);
}

/** One option of a command. Without `value` it is a switch. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** Placeholder of its value in the help, such as `PATH`. */
  readonly value?: string;
  /** May be given several times. */
  readonly many?: boolean;
  /** Takes every following word up to the next option; may be given several times. */
  readonly list?: boolean;
  /** An empty value means something: none, or clear it. Any other option wants a value. */
  readonly maybeEmpty?: boolean;
  /** It does nothing without one of these other options. */
  readonly with?: readonly string[];
  /** Its value is several, with commas between them. */
  readonly commas?: boolean;
  readonly about: string;
  readonly completes?: Completes;
}

/** One row of the command table: enough for help, completion and parsing without loading the command. */
export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly about: string;
  /** Positional arguments in the help, such as `[NAME]`. Absent: it takes none. */
  readonly args?: string;
  readonly completes?: Completes;
  readonly flags?: readonly Flag[];
  /** Options of which at most one has an effect. */
  readonly exclude?: readonly (readonly string[])[];
  /** Takes over the terminal and has nothing to answer in JSON. */
  readonly withoutJson?: boolean;
  /** The one of its commands that is meant where none is named: its first argument, and then a command line. */
  readonly otherwise?: string;
  /** Takes a command line after `--`. */
  readonly rest?: string;
  readonly example: string;
  readonly hidden?: boolean;
  /** Works on the files of a project: wrong usage of it ends with status 1, as scripts of the older tool expect. */
  readonly state?: boolean;
  readonly commands?: readonly Command[];
  readonly load?: () => Promise<{ readonly run: Run }>;
}

/** What every command takes. */
export const COMMON_FLAGS: readonly Flag[] = [
  { name: 'json', about: 'Print one JSON value' },
  { name: 'help', short: 'h', about: 'Explain the command' },
];

/** A command as the user gave it. */
export interface Call {
  readonly flags: Readonly<Record<string, string | boolean | string[] | undefined>>;
  readonly args: readonly string[];
  readonly rest: readonly string[];
  readonly out: Output;
  /** The whole table, for commands about commands. */
  readonly commands: readonly Command[];
}

/** Does the work and answers the exit status; nothing means 0. */
export type Run = (call: Call) => Promise<number | undefined>;

/** The user asked for something that does not exist in this form: exit status 2 for container commands, else 1. */
export class UsageError extends Error {
  readonly hint: string;
  readonly status: 1 | 2;

  constructor(sentence: string, hint: string, status: 1 | 2 = 2) {
    super(sentence);
    this.name = 'UsageError';
    this.hint = hint;
    this.status = status;
  }
}
