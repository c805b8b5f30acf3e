import { importOlder } from '../../engine/project/setup/import.ts';
import type { Call } from '../arguments/command.ts';
import { isOn } from '../arguments/options.ts';
import { lines, next, ok } from '../output/words.ts';
import { openProject } from '../project.ts';

/** Brings the files of an older layout into this one and keeps their old form; `--dry-run` writes nothing. */
export async function run(call: Call): Promise<undefined> {
  const dryRun = isOn(call, 'dry-run');
  const conversions = await importOlder(openProject(call), { dryRun });
  call.out.result({ dryRun, conversions }, () =>
    conversions.length === 0
      ? ok('Nothing here has an older layout.')
      : lines(
          conversions.flatMap(({ from, to, what, state, copy }) => [
            `${{ planned: '[--]', done: '[ok]', kept: '[skip]' }[state]} ${what}: ${from}`,
            state === 'kept' ? `    ${to} says something else and stays.` : `    --> ${to}`,
            ...(copy === undefined ? [] : [`    The old form is kept at ${copy}`]),
          ]),
          dryRun ? ['Nothing was written.', next('maestro import')] : undefined,
        ),
  );
}
