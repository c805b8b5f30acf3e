import type { Command, Flag, Run } from './command.ts';

/** Marks commands, and the commands inside them, as working on a project's files. */
export function stateCommands(commands: readonly Command[]): Command[] {
  return commands.map((command) => ({
    ...command,
    state: true,
    ...(command.commands === undefined ? {} : { commands: stateCommands(command.commands) }),
  }));
}

/** Loads one command out of a file that has several. */
export function from<Name extends string>(
  load: () => Promise<Readonly<Record<Name, Run>>>,
  name: Name,
): () => Promise<{ readonly run: Run }> {
  return async () => ({ run: (await load())[name] });
}

export const MISSION: Flag = { name: 'mission', value: 'ID', about: 'The mission (required)', completes: 'mission' };
export const MILESTONE: Flag = { name: 'milestone', value: 'ID', about: 'Only this milestone' };
export const STRICT: Flag = { name: 'strict', about: 'Refuse what would otherwise only be warned of' };

/** An option with a value. */
export function text(name: string, value: string, about: string): Flag {
  return { name, value, about };
}

/** An option that takes several values and may be repeated. */
export function list(name: string, value: string, about: string): Flag {
  return { name, value, about, list: true };
}

/** An option with a fixed set of values. */
export function choice(name: string, values: readonly string[], about: string): Flag {
  return { name, value: 'VALUE', about: `${about}: ${values.join(', ')}`, completes: values };
}
