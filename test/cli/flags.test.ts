import { beforeAll, expect, test } from 'vitest';
import type { Command, Flag } from '../../electron/cli/arguments/command.ts';
import { COMMANDS } from '../../electron/cli/table/commands.ts';
import { commandWords, everyCommand, fillProject, type Ids } from '../support/everyCommand.ts';
import { type Ended, NO_ENGINE } from '../support/maestro.ts';
import { stateProject, type StateProject } from '../support/state.ts';

/** These go on until they are ended, or leave something that does; `watch` prints a line a change. */
const ENDLESS = new Set(['watch', 'serve', 'demo', 'mcp', 'daemon start', 'daemon run']);
const WORKERS = 4;

let project: StateProject;
let ids: Ids;

beforeAll(async () => {
  project = await stateProject();
  ids = await fillProject(project);
});

function commandAt(words: string): Command {
  let commands: readonly Command[] = COMMANDS;
  let found: Command | undefined;
  for (const word of words.split(' ')) {
    found = commands.find(({ name }) => name === word);
    commands = found?.commands ?? [];
  }
  if (found === undefined) throw new Error(`No command is called ${words}.`);
  return found;
}

/** Something that may stand as a value: what the command knows where it says so, else a word. */
function valueOf({ completes }: Flag): string {
  if (Array.isArray(completes)) return String(completes[0]);
  if (completes === 'file') return 'plan.json';
  if (completes === 'mission') return ids.mission;
  return completes === 'folder' ? '.' : '1';
}

/** Each command with each of its options, and each pair that its table names, on top of a call that works. */
function calls(): string[][] {
  const good = everyCommand(ids);
  return commandWords(COMMANDS)
    .filter((words) => !ENDLESS.has(words))
    .flatMap((words) => {
      const { flags = [], exclude = [] } = commandAt(words);
      const args = (good[words]?.[0] ?? []).filter((arg) => arg !== '--json');
      const known = new Map(flags.map((flag) => [flag.name, flag]));
      const chosen = [...flags.map(({ name, with: needs }) => [name, ...(needs?.slice(0, 1) ?? [])]), ...exclude];
      return chosen.map((names) => {
        const options = names.flatMap((name) => {
          const flag = known.get(name);
          if (flag === undefined || args.includes(`--${name}`)) return [];
          return flag.value === undefined ? [`--${name}`] : [`--${name}`, valueOf(flag)];
        });
        // What stands after `--` is no option.
        return [...words.split(' '), '--json', ...options, ...args];
      });
    });
}

/** What is wrong with how a command ended that was asked for JSON; undefined when nothing is. */
function wrongWith({ code, stdout, stderr }: Ended): string | undefined {
  if (code === null || code > 2) return `it ended with ${String(code)}`;
  if (/^ {4}at |node:internal|\bINTERNAL\b/m.test(stdout + stderr)) return `it crashed: ${stdout}${stderr}`;
  if (stdout === '') return undefined;
  try {
    JSON.parse(stdout);
    return undefined;
  } catch {
    return `it printed what is not one JSON value: ${stdout.slice(0, 300)}`;
  }
}

test(
  'every command answers each of its options with --json by one JSON value or none',
  { timeout: 900_000 },
  async () => {
    const left = calls();
    expect(left.length).toBeGreaterThan(200);
    const wrong: string[] = [];
    const worker = async (): Promise<void> => {
      for (let args = left.shift(); args !== undefined; args = left.shift()) {
        const found = wrongWith(await project.run(args, { env: { ...NO_ENGINE, VISUAL: 'true', EDITOR: 'true' } }));
        if (found !== undefined) wrong.push(`maestro ${args.join(' ')}: ${found}`);
      }
    };
    await Promise.all(Array.from({ length: WORKERS }, worker));
    expect(wrong).toEqual([]);
  },
);
