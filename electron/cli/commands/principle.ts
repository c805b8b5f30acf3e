import { Profile } from '../../contract/missions.ts';
import type { Effectiveness } from '../../engine/project/principles/rules.ts';
import {
  addPrinciple,
  listPrinciples,
  principleStats,
  removePrinciple,
} from '../../engine/project/principles/store.ts';
import type { Call } from '../arguments/command.ts';
import { argument, filled, isOn, oneOf, required, values, wrong } from '../arguments/options.ts';
import { lines, ok } from '../output/words.ts';
import { plain } from '../output/text.ts';
import { openProject } from '../project.ts';

/** Shows the principles, all or those of a profile. */
export function list(call: Call): Promise<undefined> {
  const principles = listPrinciples(openProject(call), oneOf(call, 'profile', Profile.options));
  call.out.result(principles, () =>
    principles.length === 0
      ? 'No principles.'
      : lines(
          principles.map(
            ({ id, mode, profiles, rule }) => `${id}  ${mode.padEnd(8)}  ${profiles.join(', ')}\n    ${plain(rule)}`,
          ),
        ),
  );
  return Promise.resolve(undefined);
}

/** Adds a principle that workers of these profiles are told. */
export async function add(call: Call): Promise<undefined> {
  const [gateField, gateCheck] = [filled(call, 'gate-field'), filled(call, 'gate-check')];
  const profiles = values(call, 'profiles');
  if (profiles.length === 0) throw wrong('--profiles is missing.', `Give some of ${Profile.options.join(', ')}.`);
  const principle = await addPrinciple(openProject(call), {
    id: required(call, 'id'),
    name: required(call, 'name'),
    source: filled(call, 'source') ?? 'custom',
    rule: required(call, 'rule'),
    profiles,
    mode: required(call, 'mode'),
    gateField,
    gateCheck,
  });
  call.out.result(principle, () =>
    lines(ok(`Principle added: ${principle.id}`), `  Undo: maestro principle remove ${principle.id}`),
  );
}

/** Removes a principle. */
export async function remove(call: Call): Promise<undefined> {
  const removed = await removePrinciple(openProject(call), argument(call));
  call.out.result(removed, () => ok(`Principle removed: ${removed.id}`));
}

/** Shows which principles helped; those with fewer than three outcomes only with `--all`. */
export function effectiveness(call: Call): Promise<undefined> {
  const rows = principleStats(openProject(call), { all: isOn(call, 'all') });
  call.out.result(rows, () =>
    rows.length === 0
      ? 'No principle has three outcomes yet (--all shows the others too).'
      : lines(rows.map(scoreText)),
  );
  return Promise.resolve(undefined);
}

function scoreText({ name, effectiveness: share, helpful, unhelpful, pending }: Effectiveness): string {
  const percent = share === undefined ? '   –' : `${Math.round(share * 100)} %`.padStart(5);
  return `${percent}  ${plain(name)}  ${helpful} helped, ${unhelpful} did not, ${pending} open`;
}
