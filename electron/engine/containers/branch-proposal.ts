import type { AgentKind } from '../../contract/agents.ts';
import type { NewContainer } from '../../contract/creation.ts';
import type { SigningAgent } from '../../contract/credentials.ts';
import { agentAsk, agentDomains, leasedFiles } from '../agents/agents.ts';
import { watchedCredential } from '../agents/credentials.ts';
import type { AskPart, ContainerFile } from '../agents/launch.ts';
import { type Config, readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { readCredential } from '../credentials/credentials.ts';
import { type FoundCredential, isGood, leaseOf } from '../credentials/find.ts';
import { ensureImages } from '../docker/images.ts';
import { problemOf } from '../errors.ts';
import { bindingsOf, hostsOf, modeOf, newLease } from './leases.ts';
import { type Passing, withPassingContainer } from './passing.ts';
import { ANSWER_MAX_BYTES, branchQuestion, isWorthAsking, readBranchAnswer } from './proposed-branch-rules.ts';
import { keepAnswered, lastUnanswered } from './unanswered.ts';

/** What a container's agent calls the branch of its task, asked for while other things are done. */
export interface BranchProposal {
  readonly by: AgentKind;
  /** Whether it was asked: one that left the last question unanswered is spared for a while. */
  readonly asked: boolean;
  /** Undefined when there is no answer in time, or none that is a name. Never fails. */
  readonly branch: Promise<string | undefined>;
  /** Ends the asking, and answers when nothing of it is left. Never fails. */
  readonly end: () => Promise<void>;
}

/** How the agent is asked. */
export interface Asking {
  /** How long it may take, with its container, once the images are there. */
  readonly limitMs: number;
  readonly partOf: (agent: AgentKind) => AskPart | undefined;
}

const ASKING: Asking = { limitMs: 20_000, partOf: agentAsk };

const QUESTION_FILE = '/etc/maestro/prompt';
/** As in a container of its own, an API key is in the file of the sign-in. What else the program says is nobody's. */
const ASK = `here=/usr/local/lib/maestro
"$here/use-key"
key=$("$here/use-key" show gemini) && [ -n "$key" ] && export GEMINI_API_KEY="$key"
exec "$@" <${QUESTION_FILE} 2>/dev/null`;

interface Wish extends Asking {
  readonly signal: AbortSignal;
}

/**
 * Begins to ask the agent of a new container for the name of its branch, in a container of its own: without the project,
 * without tools, in a network that reaches its model alone. Undefined where nobody is asked: the branch is given, its user
 * wants the task's words, or nobody is signed in. Nothing of this fails a creation.
 */
export async function proposeBranch(
  context: Context,
  input: Pick<NewContainer, 'agent' | 'branch' | 'task'>,
  { signal, ...own }: Partial<Asking> & { readonly signal: AbortSignal },
): Promise<BranchProposal | undefined> {
  const wish = { ...ASKING, ...own };
  const asked = await quietly(context, () => decideAsking(context, input, wish));
  if (asked === undefined) return undefined;
  const { agent: by } = asked;
  if (!isWorthAsking(lastUnanswered(context, by), context.now()))
    return { by, asked: false, branch: Promise.resolve(undefined), end: () => Promise.resolve() };
  const stop = new AbortController();
  let answer: (name: string | undefined) => void = () => undefined;
  const branch = new Promise<string | undefined>((resolve) => (answer = resolve));
  const whole = { ...wish, signal: AbortSignal.any([signal, stop.signal]) };
  const ended = quietly(context, () => ask(context, asked, { ...whole, answer })).then(() => answer(undefined));
  const end = (): Promise<void> => {
    stop.abort();
    return ended;
  };
  return { by, asked: true, branch, end };
}

interface Asked extends Pick<Passing, 'hosts' | 'bindings' | 'files'> {
  readonly agent: AgentKind;
  readonly command: readonly string[];
}

async function decideAsking(
  context: Context,
  input: Pick<NewContainer, 'agent' | 'branch' | 'task'>,
  { partOf }: Asking,
): Promise<Asked | undefined> {
  const config = readConfig(context);
  const agent = input.agent ?? config.defaultAgent;
  if (input.branch !== undefined || config.branchNames !== 'agent' || agent === 'custom') return undefined;
  const part = isInImage(config, agent) ? partOf(agent) : undefined;
  if (part === undefined) return undefined;
  const found = await readCredential(context, agent);
  if (!isGood(found)) return undefined;
  const { signIn, ...network } = lendTo(context, { config, agent, found });
  return {
    agent,
    command: part.command,
    files: [...questionFiles(agent, input.task), ...part.files, ...signIn],
    ...network,
  };
}

function isInImage({ agentVersions }: Config, agent: SigningAgent): boolean {
  return agent === 'claude' || (agent !== 'github' && agentVersions[agent] !== null);
}

interface Lending {
  readonly config: Config;
  readonly agent: Exclude<AgentKind, 'custom'>;
  readonly found: FoundCredential;
}

/** The sign-in as any container of this agent would have it, and no host that it does not need. */
function lendTo(context: Context, { config, agent, found }: Lending) {
  const lease = modeOf(config, agent, found) === 'broker' ? newLease(agent, found, context.now()) : undefined;
  if (lease === undefined) return { hosts: agentDomains(agent), signIn: leasedFiles(agent, leaseOf(agent, found)) };
  const file = { content: lease.content, issuedAt: context.now().getTime() };
  return { hosts: hostsOf(lease), bindings: bindingsOf(lease, found) ?? [], signIn: leasedFiles(agent, file) };
}

function questionFiles(agent: Exclude<AgentKind, 'custom'>, task: string): ContainerFile[] {
  const own = { mode: 0o444, owner: 'root' } as const;
  const launch = { agent, credential: watchedCredential(agent) };
  return [
    { ...own, path: '/etc/maestro/launch.json', content: JSON.stringify(launch) },
    { ...own, path: QUESTION_FILE, content: branchQuestion(task) },
  ];
}

/** Answers as soon as that is known; ends when the container is gone. */
async function ask(
  context: Context,
  { agent, command, ...passing }: Asked,
  { signal, limitMs, answer }: Wish & { readonly answer: (name: string | undefined) => void },
): Promise<void> {
  await ensureImages(context, signal);
  const said = { inTime: false };
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), limitMs);
  const limit = AbortSignal.any([signal, late.signal]);
  limit.addEventListener('abort', () => answer(undefined));
  try {
    await withPassingContainer(context, { ...passing, purpose: 'name', signal: limit }, async ({ dockerId, end }) => {
      const held = await context.docker.hold(dockerId, ['sh', '-c', ASK, 'ask', ...command], { user: '1000' });
      const name = await readAnswer(held.output);
      said.inTime = !limit.aborted;
      answer(name);
      end();
      context.log.info({ agent, branch: name ?? null }, 'an agent was asked for the name of a branch');
    });
  } finally {
    clearTimeout(timer);
    if (said.inTime || limit.reason === late.signal.reason) await keepAnswered(context, agent, said.inTime);
  }
}

async function readAnswer(output: AsyncIterable<Buffer>): Promise<string | undefined> {
  let said = Buffer.alloc(0);
  for await (const chunk of output) {
    said = Buffer.concat([said, chunk]);
    if (said.length > ANSWER_MAX_BYTES) return undefined;
  }
  return readBranchAnswer(said.toString('utf8'));
}

/** What goes wrong is logged: the task's own words do as well. */
async function quietly<Result>(context: Context, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    context.log.info({ problem: problemOf(error) }, 'no agent named the branch');
    return undefined;
  }
}
