import { VERSION } from '../../contract/version.ts';
import type { Call } from '../arguments/command.ts';

/** Shows the version of Maestro and of what it runs on. */
export async function run({ out }: Call): Promise<undefined> {
  const found = { version: VERSION, node: process.versions.node, platform: `${process.platform} ${process.arch}` };
  out.result(found, () => `maestro ${found.version} (Node ${found.node}, ${found.platform})`);
  return Promise.resolve(undefined);
}
