import type { AgentKind } from '../contract/agents.ts';
import { type Credential, credentialText } from '../contract/credentials.ts';
import type { Engine } from '../engine/engine.ts';
import { fail, isProblem } from '../engine/errors.ts';
import type { Output } from './output/output.ts';
import { confirm, onTerminal } from './prompt.ts';

interface Asked {
  readonly agent: AgentKind | undefined;
  /** The user said beforehand that it may go on. */
  readonly isAllowed: boolean;
  readonly out: Output;
}

const HOW = 'Run ‘maestro auth’ or ‘maestro refresh-tokens’ to get a fresh token.';
const WORDS = { expired: 'EXPIRED', missing: 'MISSING', invalid: 'UNREADABLE' } as const;
const SCRIPTED = 'maestro new --allow-expired goes on without asking.';

/**
 * Warns where an agent would start without a token that works, after a look for a fresher one in running containers, and asks
 * whether to go on. Where nobody can be asked, a missing one is no more than a warning. SIGN_IN_NEEDED.
 */
export async function confirmSignIn(engine: Engine, { agent, isAllowed, out }: Asked): Promise<void> {
  const credential = await bestHere(engine, agent);
  if (credential === null || credential.state === 'ok') return;
  const { state } = credential;
  const status = credentialText(credential, new Date());
  if (state === 'expiring') {
    out.note(`⚠ The agent’s token expires soon: ${status}. ${HOW}`);
    return;
  }
  out.warn(`⚠️  WARNING: Authentication token is ${WORDS[state]}!\n   Status: ${status}\n   ${HOW}`);
  if (isAllowed) return;
  const mayAsk = onTerminal() && !out.json;
  if (!mayAsk && state === 'missing') return;
  const question = `Continue creating container with ${state === 'missing' ? 'no' : WORDS[state].toLowerCase()} token?`;
  if (mayAsk && (await confirm(question, 'no', SCRIPTED))) return;
  throw fail('SIGN_IN_NEEDED', `The token is ${WORDS[state].toLowerCase()}, so no container was made.`, {
    hints: ['Sign in again: maestro auth', SCRIPTED],
  });
}

/** What this machine has; where that is none that works, what running containers have is taken first. */
async function bestHere({ client }: Engine, agent: AgentKind | undefined): Promise<Credential | null> {
  const wish = agent === undefined ? {} : { agent };
  const credential = await client.credentials.here(wish);
  if (credential === null || credential.state === 'ok' || credential.state === 'expiring') return credential;
  try {
    await client.credentials.refresh();
  } catch (error) {
    if (!isProblem(error, 'DOCKER_UNREACHABLE') && !isProblem(error, 'DOCKER_DENIED')) throw error;
  }
  return client.credentials.here(wish);
}
