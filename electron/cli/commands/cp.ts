import { z } from 'zod';
import type { Carried, Carry } from '../../engine/containers/carry-out.ts';
import { until } from '../../engine/context.ts';
import { readFlags } from '../arguments/input.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { endSignal } from '../ending.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { plain } from '../output/text.ts';

const Flags = z.object({ force: z.boolean().default(false) });

/** A container’s name before a colon. A single letter is a drive of Windows. */
const INSIDE = /^([a-z0-9][a-z0-9-]+):(.*)$/s;

/** Copies a file or folder into a container, or out of it. */
export async function run(call: Call): Promise<undefined> {
  const { force } = readFlags(Flags, call);
  const { args, out } = call;
  const [from = '', to = ''] = args;
  const [source, target] = [INSIDE.exec(from), INSIDE.exec(to)];
  const [, word = '', inside = ''] = source ?? target ?? [];
  if ((source === null) === (target === null))
    throw new UsageError(
      'One of the two is NAME:PATH, the other a path of this machine.',
      'maestro cp NAME:file.txt .',
    );
  const carried = await withEngine(async (engine) => {
    const carry: Carry = { name: await containerNamed(engine, word), inside, here: source === null ? from : to, force };
    const context = until(engine.context, endSignal());
    if (source === null) return (await import('../../engine/containers/carry-in.ts')).copyIn(context, carry);
    return (await import('../../engine/containers/carry-out.ts')).copyOut(context, carry);
  });
  out.result(carried, () => said(carried, target === null ? '' : `${word}:`));
  for (const { path, why } of carried.left) out.warn(`left out: ${plain(path)}: ${plain(why)}`);
}

function said({ path, files }: Carried, where: string): string {
  return `Copied ${files} ${files === 1 ? 'file' : 'files'} to ${where}${plain(path)}`;
}
