import { TOPICS, type Topic } from '../../contract/topics/topics.ts';
import { findCommand, named } from '../arguments/parse.ts';
import { helpFor } from '../help.ts';
import { type Call, UsageError } from '../arguments/command.ts';

const WIDEST = 100;

/** `maestro help`, `maestro help COMMAND` and `maestro help TOPIC`; a command comes before a topic. */
export async function run(call: Call): Promise<undefined> {
  const { args, out, commands } = call;
  const [word] = args;
  if (word === undefined || named(commands, word) !== undefined) {
    const help = helpFor(findCommand(args, commands), commands);
    out.result({ help }, () => help);
    return undefined;
  }
  const topic = TOPICS.find(({ name }) => name === word);
  if (topic === undefined) throw unknown(word, commands);
  await explain(topic, call);
  return undefined;
}

async function explain({ name, title, load }: Topic, { out }: Call): Promise<void> {
  const [markdown, { markdownText }] = await Promise.all([load(), import('../output/markdown.ts')]);
  const width = Math.min(process.stdout.columns || WIDEST, WIDEST);
  out.result({ topic: name, title, markdown }, () => markdownText(markdown, { width, paint: out.paint }));
}

function unknown(word: string, commands: Call['commands']): UsageError {
  const names = [...commands.filter(({ hidden }) => hidden !== true), ...TOPICS].map(({ name }) => name);
  const near = names.filter((name) => name.startsWith(word.slice(0, 2)));
  const hint = near.length === 0 ? 'maestro help shows all.' : `Did you mean ${near.join(' or ')}?`;
  return new UsageError(`There is no command and no topic "${word}".`, hint, 1);
}
