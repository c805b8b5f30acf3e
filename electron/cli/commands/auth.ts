import { z } from 'zod';
import { credentialText, type Refreshed, SIGNING_HINT, SigningAgent } from '../../contract/credentials.ts';
import type { FoundCredential } from '../../engine/credentials/find.ts';
import type { Engine } from '../../engine/engine.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { type Called, calledToday } from '../output/called.ts';
import { confirm, onTerminal, readSecret } from '../prompt.ts';

const Flags = z.object({
  agent: z.enum(SigningAgent.options, SIGNING_HINT).default('claude'),
  'no-sync': z.boolean().default(false),
  token: z.boolean().default(false),
  'api-key': z.boolean().default(false),
});
type Flags = z.output<typeof Flags>;

/** Signs an agent in, on this terminal in a container of its own or with a secret from standard input, and gives that to running containers. */
export async function run(call: Call): Promise<number> {
  const flags = readFlags(Flags, call);
  const { agent } = flags;
  const fromSecret = flags.token || flags['api-key'];
  if (fromSecret && call.rest.length > 0)
    throw new UsageError('A command line is for signing in on a terminal.', 'maestro help auth');
  if (!fromSecret && !onTerminal())
    throw new UsageError(
      'maestro auth needs a terminal.',
      'maestro auth --token reads a long-lived token from standard input, --api-key an API key.',
    );
  const { refreshed, called } = await withEngine(async (engine) => {
    const found = fromSecret ? await secretOf(flags, engine) : await onThisTerminal(engine, call, agent);
    const { keepCredential } = await import('../../engine/containers/refreshing.ts');
    const refreshed = await keepCredential(engine.context, agent, { found, share: !flags['no-sync'] });
    return { refreshed, called: await calledToday(engine) };
  });
  call.out.result(refreshed, () => textOf(refreshed, called));
  if (await offersForge(call, { agent, fromSecret })) return run({ ...call, flags: { agent: 'github' }, rest: [] });
  return refreshed.places.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

/** Whoever wants the forge's sign-in in containers, and has none, may sign in there right away. */
async function offersForge(
  { out }: Call,
  { agent, fromSecret }: { agent: SigningAgent; fromSecret: boolean },
): Promise<boolean> {
  const [isOn, isMissing] = await withEngine(async ({ context }) => {
    const { readConfig } = await import('../../engine/config/config.ts');
    const { readCredential } = await import('../../engine/credentials/credentials.ts');
    return [readConfig(context).github.enabled, (await readCredential(context, 'github')).state === 'missing'] as const;
  });
  if (agent === 'github') {
    if (!isOn) out.note('Containers get it while github.enabled is true in ~/.maestro/config.yml.');
    return false;
  }
  if (!isOn || !isMissing || fromSecret || out.json) return false;
  return confirm('Set up the GitHub CLI as well?', 'no', 'maestro auth --agent github');
}

async function onThisTerminal({ context }: Engine, { out, rest }: Call, agent: SigningAgent): Promise<FoundCredential> {
  const { signInHere } = await import('../../engine/terminals/sign-in.ts');
  out.note('Starting a temporary container. Open the address that it shows in your browser, and follow what it says.');
  return signInHere(context, { agent, command: rest.length > 0 ? rest : undefined });
}

async function secretOf({ agent, token }: Flags, { context }: Engine): Promise<FoundCredential> {
  const { credentialFromSecret } = await import('../../engine/credentials/find.ts');
  const { forgeHost } = await import('../../engine/containers/forge.ts');
  return credentialFromSecret(agent, {
    kind: token ? 'token' : 'api-key',
    secret: (await readSecret(token ? 'Token: ' : 'API key: ')).trim(),
    now: new Date(),
    forge: forgeHost(context),
  });
}

/** What was done, place by place. */
function textOf({ agent, places }: Refreshed, called: Called): string {
  const [host, ...others] = places;
  const lines = host === undefined ? [] : [`✓ Signed in: ${agent}. ${credentialText(host, new Date())}`];
  if (others.length > 0) lines.push('', 'Syncing credentials...');
  const synced = others.map(({ container, outcome, problem }) => {
    const name = called(container ?? '');
    if (outcome === 'synced') return `  ✓ Synced to ${name}`;
    return outcome === 'failed'
      ? `  ✗ Not synced to ${name}: ${problem?.sentence ?? ''}`
      : `  ✓ ${name} keeps its own, which lasts longer`;
  });
  return [...lines, ...synced].join('\n');
}
