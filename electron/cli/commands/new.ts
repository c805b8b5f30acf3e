import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type AgentKind, givesPrompt, TASK_FILE } from '../../contract/agents.ts';
import type { Container } from '../../contract/containers.ts';
import type { HostAnswers } from '../../contract/creation.ts';
import { CallerId } from '../../contract/ids.ts';
import { filledTask, type Template } from '../../contract/templates.ts';
import { userPaths } from '../../engine/disk/paths.ts';
import type { Engine } from '../../engine/engine.ts';
import { getTemplate } from '../../engine/settings/templates.ts';
import { attach } from '../attach.ts';
import { copies, type CreateInput } from '../copies.ts';
import { cancellable } from '../creation.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { tellOfConfig } from '../config-problems.ts';
import { withEngine } from '../engine.ts';
import { readFlags } from '../arguments/input.ts';
import { NewFlags } from '../new-flags.ts';
import { warnOfOpen } from '../output/network.ts';
import type { Output } from '../output/output.ts';
import { confirm, givenText, onTerminal } from '../prompt.ts';
import { confirmSignIn } from '../sign-in.ts';
import { wishesOf } from '../wishes.ts';

const EXAMPLE = 'maestro new --agent custom "task"';
const Flags = NewFlags.extend({ template: z.string().optional() });
type Flags = z.output<typeof Flags>;

/**
 * Creates a container for a task and opens its terminal, unless `--no-connect`, `--json` or the lack of a terminal
 * forbids it. Answers the exit status of tmux.
 */
export async function run(given: Call): Promise<number> {
  const template = templateOf(given);
  const call = template === undefined ? given : withTemplate(given, template);
  const flags = readFlags(Flags, call);
  const wishes = wishesOf(flags, call.rest, EXAMPLE);
  const { agent } = wishes;
  if (flags['type-task'] && !takesTypedTask(agent, call.rest)) {
    throw new UsageError('--type-task is for a custom command without {prompt}.', 'maestro help new');
  }
  const task = await taskText(flags, { call, template });
  const stay = flags['no-connect'] || call.out.json || !onTerminal();
  return withEngine(async (engine) => {
    tellOfConfig(engine.context, call.out);
    await confirmSignIn(engine, { agent, isAllowed: flags['allow-expired'], out: call.out });
    const input = await inputOf(engine, { call, flags, task, wishes });
    if (flags.copies !== undefined) return copies(engine, input, { count: flags.copies, out: call.out });
    const work = engine.client.containers.create(input);
    const container = await cancellable({ engine, id: input.id, out: call.out }, work);
    if (stay) call.out.result(container, () => farewell(container));
    const inFile = takesTypedTask(agent, call.rest) && !flags['type-task'];
    warnOfOpen({ called: container.shortName, preset: container.preset }, call.out);
    if (inFile) call.out.note(`The task lies in ${TASK_FILE} in the container; --type-task types it into the command.`);
    return stay ? 0 : attach(engine, container, call.out);
  });
}

function takesTypedTask(agent: AgentKind | undefined, command: readonly string[]): boolean {
  return agent === 'custom' && !givesPrompt(command);
}

/** TEMPLATE_NOT_FOUND, FILE_DAMAGED. */
function templateOf({ flags: { template } }: Call): Template | undefined {
  return typeof template === 'string' ? getTemplate({ paths: userPaths() }, template) : undefined;
}

/** What is given counts before what the template says. */
function withTemplate(call: Call, { flags, command }: Template): Call {
  const rest = call.rest.length > 0 ? call.rest : command;
  return { ...call, flags: { ...flags, ...call.flags }, rest };
}

interface Wish {
  readonly call: Call;
  readonly flags: Flags;
  readonly task: string;
  readonly wishes: ReturnType<typeof wishesOf>;
}

interface Asked {
  readonly call: Call;
  readonly template: Template | undefined;
}

async function taskText({ file }: Flags, { call: { args }, template }: Asked): Promise<string> {
  const invitation = 'What should the agent do? End with Ctrl-D on a line of its own.';
  const isEnough = template !== undefined && template.task !== '' && args.length === 0 && file === undefined;
  const given = isEnough ? '' : await givenText({ file, words: args, invitation });
  const text = template === undefined ? given : filledTask(template.task, given.trim());
  if (text === null)
    throw new UsageError(
      `The template ${template?.name ?? ''} wants to know what {} is.`,
      `maestro new --template ${template?.name ?? ''} "…"`,
    );
  if (text.trim() === '') throw new UsageError('There is no task.', 'maestro new "what the agent should do"');
  return text;
}

async function inputOf(engine: Engine, { call, flags, task, wishes }: Wish): Promise<CreateInput> {
  const project = resolve(flags.project);
  const remoteHosts = await answersAbout(engine, { project, flags, out: call.out });
  const branch = flags.branch ?? (flags.exact ? await branchOfWords(engine, { project, task }) : undefined);
  return {
    id: CallerId.parse(randomUUID()),
    task,
    project,
    remoteHosts,
    ...wishes,
    ...(branch !== undefined && { branch }),
    ...(flags.plan && { startMode: 'plan' as const }),
    ...(wishes.agent === 'custom' && { typeTask: flags['type-task'] }),
  };
}

/** Given as a branch it is nobody's to better. */
async function branchOfWords(engine: Engine, input: { project: string; task: string }): Promise<string> {
  return (await engine.client.containers.suggestBranch(input)).branch;
}

/** Asks once for a project whether the hosts of its remotes may be reached; without an answer they stay closed. */
async function answersAbout(
  engine: Engine,
  { project, flags, out }: { project: string; flags: Flags; out: Output },
): Promise<HostAnswers> {
  const asked = await engine.client.containers.askHosts({ project }).catch(() => []);
  const said = flags['allow-remotes'] || flags['deny-remotes'];
  if (said) return Object.fromEntries(asked.map(({ host }) => [host, flags['allow-remotes']]));
  const answers: HostAnswers = {};
  for (const { host, open } of asked) {
    if (open === null && onTerminal() && !out.json)
      answers[host] = await confirm(`A remote of this project is on ${host}. May the agent reach it?`, 'no', HOW);
    else if (open !== true) out.note(`${host}, named by a remote of this project, stays closed. ${HOW}`);
  }
  return answers;
}

const HOW = 'maestro new --allow-remotes opens it.';

function farewell({ shortName, branch }: Container): string {
  return `${shortName} is at work on branch ${branch}.\nOpen it: maestro connect ${shortName}`;
}
