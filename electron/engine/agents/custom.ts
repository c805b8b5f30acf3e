import { fail } from '../errors.ts';
import type { AgentChoice } from './launch.ts';
import { PROMPT } from '../../contract/agents.ts';
import type { AgentPart } from './launch.ts';

/**
 * Any program: the prompt stands where its command line says so. Else it is typed into the program only where the user
 * said so, since a shell would run it; without that it is left in a file. Later starts get no prompt.
 */
export function customPart({ command, typeTask }: AgentChoice): AgentPart {
  if (command === undefined) throw fail('INPUT_INVALID', 'A custom agent needs a command line.');
  const again = command.filter((argument) => argument !== PROMPT);
  if (again.length === 0) throw fail('INPUT_INVALID', 'The command line of a custom agent needs a program.');
  return {
    first: [...command],
    again,
    delivery: again.length < command.length ? 'argument' : typeTask === true ? 'paste' : 'file',
    confirms: null,
    screen: null,
    conversation: null,
    env: {},
    files: [],
  };
}
