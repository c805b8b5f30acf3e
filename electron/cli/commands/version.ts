import type { Licence } from '../../contract/settings.ts';
import { VERSION } from '../../contract/version.ts';
import type { Call } from '../arguments/command.ts';
import { isOn } from '../arguments/options.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';

/** Shows the version of Maestro and of what it runs on, or what of others is in it. */
export async function run(call: Call): Promise<undefined> {
  const { out } = call;
  if (isOn(call, 'licences')) {
    const all = await licences();
    out.result(all, () => tableOf(all));
    return;
  }
  const found = { version: VERSION, node: process.versions.node, platform: `${process.platform} ${process.arch}` };
  out.result(found, () => `maestro ${found.version} (Node ${found.node}, ${found.platform})`);
}

/** The engine loads for nothing else here. */
async function licences(): Promise<Licence[]> {
  const { withEngine } = await import('../engine.ts');
  return withEngine((engine) => engine.client.settings.licences());
}

function tableOf(all: readonly Licence[]): string {
  return table(
    ['PACKAGE', 'VERSION', 'LICENCE'],
    all.map(({ name, version, licence }) => [name, version, licence].map(plain)),
  );
}
