import { findCommand, type Found, parseCall } from './arguments/parse.ts';
import { type Call, type Command, isEntity, UsageError } from './arguments/command.ts';
import { isForAgent } from './arguments/author.ts';
import { COMMANDS } from './table/commands.ts';
import { createOutput, type Output } from './output/output.ts';

/** Runs the command that these words name and ends the process with its status: 0, 1 for failures, 2 for wrong usage. */
export async function runCli(words: readonly string[]): Promise<void> {
  const cut = words.indexOf('--');
  const own = cut === -1 ? words : words.slice(0, cut);
  const out = createOutput({ json: own.some((word) => word === '--json' || word.startsWith('--json=')) });
  process.exitCode = await run(words, own, out);
  await out.flush();
  // Sockets to the engine may linger; the answer is out.
  process.exit();
}

async function run(words: readonly string[], own: readonly string[], out: Output): Promise<number> {
  try {
    if ((own.includes('--version') || own.includes('-V')) && own[0]?.startsWith('-') === true) {
      return await call(findCommand(['version'], COMMANDS), out);
    }
    const found = findCommand(words, COMMANDS);
    const helpAsked = own.includes('--help') || own.includes('-h');
    if (helpAsked) return await help(found, out);
    if (words.length === 0) return await usage(out);
    return await call(found, out);
  } catch (error) {
    const { reportFailure } = await import('./failure.ts');
    return reportFailure(error, out);
  }
}

async function call(found: Found | undefined, out: Output): Promise<number> {
  if (found?.command.load === undefined) throw incomplete(found);
  const { parsed, done } = await limited(found, parseCall(found));
  const { run } = await found.command.load();
  const status = (await run({ ...parsed, out, commands: COMMANDS })) ?? 0;
  if (status === 0) await done?.();
  return status;
}

/** For an agent in a container, only what it may do; a person may do all. */
async function limited({ command, path }: Found, parsed: ReturnType<typeof parseCall>) {
  if (!isForAgent()) return { parsed: await named(parsed, command), done: undefined };
  const { forAgent } = await import('./agents/agents.ts');
  return forAgent(path, command, parsed);
}

/** Beginnings of ids become the ids that they stand for. What reads the project's files loads only where ids are taken. */
async function named<Parsed extends Pick<Call, 'flags' | 'args'>>(parsed: Parsed, command: Command): Promise<Parsed> {
  const takesIds = [command, ...(command.flags ?? [])].some(({ completes }) => isEntity(completes));
  if (!takesIds || command.hidden === true) return parsed;
  const { withWholeIds } = await import('./arguments/whole-ids.ts');
  return withWholeIds(parsed, command);
}

function incomplete(found: Found | undefined): UsageError {
  if (found === undefined) return new UsageError('Give a command.', 'maestro help shows all commands.', 1);
  const names = (found.command.commands ?? []).map((command) => command.name).join(', ');
  const status = found.command.state === true ? 1 : 2;
  return new UsageError(`"maestro ${found.path}" needs one of: ${names}.`, `maestro help ${found.path}`, status);
}

/** Nothing was asked: the usage goes where failures go. */
async function usage(out: Output): Promise<number> {
  const { helpFor } = await import('./help.ts');
  if (out.json) throw incomplete(undefined);
  out.warn(helpFor(undefined, COMMANDS));
  return 1;
}

async function help(found: Found | undefined, out: Output): Promise<number> {
  const { helpFor } = await import('./help.ts');
  const help = helpFor(found, COMMANDS);
  out.result({ help }, () => help);
  return 0;
}
