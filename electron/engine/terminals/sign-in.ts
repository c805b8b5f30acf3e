import type { SigningAgent } from '../../contract/credentials.ts';
import { CREDENTIAL_FORMS } from '../agents/credentials.ts';
import { forgeHost } from '../containers/forge.ts';
import { withSignInContainer } from '../containers/sign-in.ts';
import type { Context } from '../context.ts';
import type { FoundCredential } from '../credentials/find.ts';
import { isGood } from '../credentials/find.ts';
import { credentialIn } from '../credentials/renewal.ts';
import { fail } from '../errors.ts';
import { runHere } from '../run.ts';
import { programIn } from './view.ts';

const SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
const NOT_FOUND = 127;

/**
 * Lets a person sign an agent in on this process's terminal, in a container that is there for nothing else and is gone
 * afterwards, however this ends. Answers the sign-in; nothing on this machine has changed by then. SIGN_IN_FAILED, TERMINAL_FAILED.
 */
export function signInHere(
  context: Context,
  { agent, command = signInCommand(context, agent) }: { agent: SigningAgent; command?: readonly string[] | undefined },
): Promise<FoundCredential> {
  return withSignInContainer(context, agent, async ({ dockerId, end }) => {
    const { program, args, env } = await programIn(context, dockerId, command);
    for (const signal of SIGNALS) process.on(signal, end);
    try {
      const { code } = await runHere(program, args, env);
      const found = await credentialIn(context, { agent, dockerId, running: true });
      if (isGood(found)) return found;
      throw notSignedIn(agent, code);
    } finally {
      for (const signal of SIGNALS) process.off(signal, end);
    }
  });
}

/** The command line that signs in (pure, but for the configuration): at the user's own forge, where that is another. CONFIG_INVALID. */
export function signInCommand(context: Context, agent: SigningAgent): readonly string[] {
  const { signIn } = CREDENTIAL_FORMS[agent];
  return agent === 'github' ? [...signIn.slice(0, -1), forgeHost(context)] : signIn;
}

/** What to say where a program that signs in has ended and nobody is signed in. */
export function notSignedIn(agent: SigningAgent, code: number | null): Error {
  if (code === NOT_FOUND)
    return fail('SIGN_IN_FAILED', `The program of ${agent} is not in the image of containers.`, {
      hints: [
        agent === 'github'
          ? 'Its package is in Debian: choose a containers.base_image of it, and run maestro image build.'
          : `Set containers.agents.${agent} in ~/.maestro/config.yml to its version.`,
      ],
    });
  return fail('SIGN_IN_FAILED', 'Nobody signed in. What was there before stays as it is.');
}
