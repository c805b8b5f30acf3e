import type { Command, Entity, Flag, Run } from '../arguments/command.ts';

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

export const MISSION = id('mission', 'mission', 'The mission (required)');
export const MILESTONE = id('milestone', 'milestone', 'Only this milestone');
export const STRICT: Flag = { name: 'strict', about: 'Refuse what would otherwise only be warned of' };

/** An option with a value. */
export function text(name: string, value: string, about: string): Flag {
  return { name, value, about };
}

/** The same, where an empty value means none. */
export function optionalText(name: string, value: string, about: string): Flag {
  return { name, value, about, maybeEmpty: true };
}

/** An option that takes an id, or its beginning. */
export function id(name: string, of: Entity, about: string): Flag {
  return { name, value: 'ID', about, completes: of };
}

/** An option that takes several values and may be repeated. */
export function list(name: string, value: string, about: string): Flag {
  return { name, value, about, list: true, maybeEmpty: true };
}

/** An option with a fixed set of values. */
export function choice(name: string, values: readonly string[], about: string): Flag {
  return { name, value: 'VALUE', about: `${about}: ${values.join(', ')}`, completes: values };
}
