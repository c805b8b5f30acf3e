import { findCommand } from '../arguments/parse.ts';
import type { Call } from '../table/command.ts';
import { helpFor } from '../help.ts';

export async function run({ args, out, commands }: Call): Promise<undefined> {
  out.print(helpFor(findCommand(args, commands), commands));
  return Promise.resolve(undefined);
}
