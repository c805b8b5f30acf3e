import { z } from 'zod';
import {
  type AllowedName,
  becauseOf,
  type ContainerNetwork,
  IN_FORCE,
  type RefusedName,
} from '../../contract/network.ts';
import { Preset, PRESET_WORDS } from '../../contract/presets.ts';
import { readFlags } from '../arguments/input.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { calledToday } from '../output/called.ts';
import { containerNamed, warnOfOpen } from '../output/network.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';

const Flags = z.object({ preset: z.enum(Preset.options, 'Use locked, standard or open.').optional() });

/** Shows what a container may reach, and what it asked for in vain; with `--preset`, after a change of how much. */
export async function run(call: Call): Promise<undefined> {
  const { preset } = readFlags(Flags, call);
  const [wanted, ...more] = call.args;
  if (wanted === undefined || more.length > 0)
    throw new UsageError('"maestro domains" takes one container.', 'maestro domains NAME');
  const { network, called } = await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    const called = (await calledToday(engine))(name);
    const { get, setPreset } = engine.client.network;
    return { called, network: await (preset === undefined ? get({ name }) : setPreset({ name, preset })) };
  });
  call.out.result(network, () => told(network, called));
  warnOfOpen({ ...network, called }, call.out);
}

function told(network: ContainerNetwork, called: string): string {
  const { preset, inForce, allowed, removed, refused } = network;
  return [
    `${called}: ${preset}, so that it reaches ${PRESET_WORDS[preset]}. ${IN_FORCE[inForce]}`,
    '',
    table(['ALLOWED', 'BECAUSE'], allowed.map(allowedRow)),
    ...(removed.length === 0 ? [] : ['', `Taken away from it: ${removed.join(', ')}`]),
    '',
    refused.length === 0
      ? 'Nothing was refused.'
      : table(['ID', 'REFUSED', 'TIMES', 'LAST', 'AT'], refused.map(refusedRow)),
  ].join('\n');
}

const AT: Readonly<Record<RefusedName['at'], string>> = { name: 'its name', connection: 'a connection to it' };

function allowedRow(allowed: AllowedName): string[] {
  return [allowed.domain, becauseOf(allowed)];
}

function refusedRow({ id, name, times, lastAt, at }: RefusedName): string[] {
  return [id, plain(name), String(times), lastAt.slice(0, 19).replace('T', ' '), AT[at]];
}
