import type { MayReplace } from '../engine/project/setup/init.ts';
import { ask } from './prompt.ts';

/** Asks for each file whether it may be replaced, until an answer stands for all that follow. Enter keeps. */
export function askOnce(): MayReplace {
  let all: boolean | undefined;
  return async (path) => {
    if (all !== undefined) return all;
    const answer = await ask(
      `${path} says something else. Replace it? [y]es, [N]o, [a]ll, [s]kip all: `,
      'Run it on a terminal.',
    );
    if (/^a(ll)?$/i.test(answer)) all = true;
    if (/^s(kip)?( all)?$/i.test(answer)) all = false;
    return all ?? /^y(es)?$/i.test(answer);
  };
}
