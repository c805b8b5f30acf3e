import type { SigningAgent, SignInStep } from '../../contract/credentials.ts';
import type { ContainerName } from '../../contract/ids.ts';
import { keepCredential } from '../containers/refreshing.ts';
import { type SignInContainer, withSignInContainer } from '../containers/sign-in.ts';
import type { Context } from '../context.ts';
import { type FoundCredential, isGood } from '../credentials/find.ts';
import { credentialIn } from '../credentials/renewal.ts';
import { readTextLines } from '../docker/frames.ts';
import { fail, problemOf } from '../errors.ts';
import { AGENT_USER } from './reach.ts';
import { notSignedIn, signInCommand } from './sign-in.ts';

/**
 * The tmux that a page's terminals look at, with the program that signs in as its agent. Says `open` when it can be looked
 * at, and the program's exit code when it has ended. Its window ends with it.
 */
const SHOW = `
lib=/usr/local/lib
LD_PRELOAD=$lib/no-utempter.so tmux -u -f $lib/maestro/tmux.conf \\
  new-session -d -s main -n agent -c /home/node -x 120 -y 30 \\
  sh -c '"$@"; echo $? >/tmp/sign-in-ended; tmux wait-for -S ended' sh "$@" || exit
echo open
tmux wait-for ended
cat /tmp/sign-in-ended
`;

/** Parts of a sign-in on the page. */
interface SigningIn {
  readonly agent: SigningAgent;
  /** The command line that signs in. */
  readonly command: readonly string[];
  readonly signal: AbortSignal;
  readonly opened: (container: ContainerName) => void;
}

/**
 * Lets a person sign an agent in on a terminal of the page, in a container that is there for nothing else, and gives the
 * sign-in to this machine and all running containers. The container goes when this ends, however that is, and when the
 * signal aborts. What goes wrong is the last step.
 */
export async function* signInThere(
  context: Context,
  { agent, command = signInCommand(context, agent) }: { agent: SigningAgent; command?: readonly string[] },
  signal?: AbortSignal,
): AsyncGenerator<SignInStep, void, void> {
  const ending = new AbortController();
  const whole = AbortSignal.any([ending.signal, context.closing, ...(signal === undefined ? [] : [signal])]);
  let opened: (container: ContainerName) => void = () => undefined;
  const open = new Promise<ContainerName>((resolve) => (opened = resolve));
  const signedIn = signIn(context, { agent, command, signal: whole, opened });
  const settled = Promise.allSettled([signedIn]);
  try {
    yield { state: 'starting' };
    const first = await Promise.race([open, signedIn]);
    if (typeof first === 'string') yield { state: 'open', container: first };
    const found = await signedIn;
    yield { state: 'done', refreshed: await keepCredential(context, agent, { found, share: true }) };
  } catch (error) {
    yield { state: 'failed', problem: problemOf(error) };
  } finally {
    ending.abort();
    await settled;
  }
}

function signIn(context: Context, { agent, command, signal, opened }: SigningIn): Promise<FoundCredential> {
  return withSignInContainer(context, agent, async (container) => {
    const code = await show(context, container, { command, signal, opened });
    const found = await credentialIn(context, { agent, dockerId: container.dockerId, running: true });
    if (isGood(found)) return found;
    throw notSignedIn(agent, code);
  });
}

/** Shows the program until it ends, and answers its exit code. */
async function show(
  { docker }: Context,
  { name, dockerId, end }: SignInContainer,
  { command, signal, opened }: Omit<SigningIn, 'agent'>,
): Promise<number> {
  if (signal.aborted) throw stopped();
  signal.addEventListener('abort', end);
  try {
    const held = await docker.hold(dockerId, ['sh', '-c', SHOW, 'sh', ...command], { user: AGENT_USER });
    const said: string[] = [];
    for await (const line of readTextLines(held.output)) {
      if (line === 'open') opened(name);
      else said.push(line);
    }
    const code = Number(said.at(-1) ?? Number.NaN);
    if (Number.isInteger(code)) return code;
    throw stopped();
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function stopped(): Error {
  return fail('SIGN_IN_FAILED', 'The sign-in was ended. What was there before stays as it is.');
}
