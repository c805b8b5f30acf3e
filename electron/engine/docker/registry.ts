import { homedir } from 'node:os';
import { run } from '../run.ts';

/** The package registry that this user's npm is configured for. Undefined without npm, or when its address holds a secret. */
export function npmRegistry(signal: AbortSignal): Promise<string | undefined> {
  return addressOf('npm', ['config', 'get', 'registry'], signal);
}

/** The index that this user's pip is configured for. Undefined where that is the usual one, or when its address holds a secret. */
export function pipIndex(signal: AbortSignal): Promise<string | undefined> {
  return addressOf('pip3', ['config', 'get', 'global.index-url'], signal);
}

async function addressOf(program: string, args: readonly string[], signal: AbortSignal): Promise<string | undefined> {
  const asked = await run(program, args, { cwd: homedir(), cancelSignal: signal });
  const address = asked.stdout.trim();
  if (!asked.ok || !URL.canParse(address)) return undefined;
  const { username, password } = new URL(address);
  return username === '' && password === '' ? address : undefined;
}
