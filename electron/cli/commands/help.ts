import { findCommand } from '../arguments.ts';
import type { Call } from '../command.ts';
import { helpFor } from '../help.ts';

export async function run({ args, out, commands }: Call): Promise<undefined> {
  out.print(helpFor(findCommand(args, commands), commands));
  return Promise.resolve(undefined);
}
