import { homedir } from 'node:os';
import { run } from '../run.ts';

/** The package registry that this user's npm is configured for. Undefined without npm, or when its address holds a secret. */
export async function npmRegistry(signal: AbortSignal): Promise<string | undefined> {
  const asked = await run('npm', ['config', 'get', 'registry'], { cwd: homedir(), cancelSignal: signal });
  const address = asked.stdout.trim();
  if (!asked.ok || !URL.canParse(address)) return undefined;
  const { username, password } = new URL(address);
  return username === '' && password === '' ? address : undefined;
}
