import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnosticsText } from '../../contract/doctor.ts';
import { writeAtomic } from '../../engine/disk/atomic.ts';
import { fail } from '../../engine/errors.ts';
import type { Call } from '../arguments/command.ts';
import { isOn } from '../arguments/options.ts';
import { withEngine } from '../engine.ts';
import { plain } from '../output/text.ts';

/** Shows what somebody who helps needs to know of this machine, or writes it into a file. */
export async function run(call: Call): Promise<undefined> {
  const { args, out } = call;
  const [given] = args;
  const file = given === undefined ? undefined : resolve(given);
  if (file !== undefined && existsSync(file) && !isOn(call, 'force'))
    throw fail('FILE_EXISTS', `${given} is there already.`);
  const found = await withEngine((engine) => engine.client.doctor.collect());
  const text = diagnosticsText(found);
  if (file === undefined) {
    out.result(found, () => text.trimEnd().split('\n').map(plain).join('\n'));
    return;
  }
  await writeAtomic(file, text);
  out.result({ file }, () => `Written to ${plain(file)}. Read it before you give it to anybody.`);
}
