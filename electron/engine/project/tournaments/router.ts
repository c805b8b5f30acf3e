import { engine } from '../../implement.ts';
import { act, within } from '../follow/opened.ts';
import { type Means, MEANS } from './means.ts';
import { proveCopies, scoreboardOf } from './scoreboard.ts';
import { combineCopies, launchCopies, pickCopy } from './tournament.ts';

/** The procedures of tournaments, in an opened project, with containers by these means. */
export function answerTournaments({ tournaments }: Pick<typeof engine, 'tournaments'>, means: Means) {
  return {
    launch: tournaments.launch.handler(({ context, input: { project: root, ...input } }) =>
      act(context, { project: root }, (project) => launchCopies(context, project, { ...input, means })),
    ),
    scores: tournaments.scores.handler(({ context, input: { mission, feature, ...at } }) =>
      within(context, at, (project) => scoreboardOf(context, project, { mission, feature, means })),
    ),
    prove: tournaments.prove.handler(({ context, input: { mission, feature, ...at } }) =>
      within(context, at, (project) => proveCopies(context, project, { mission, feature, means })),
    ),
    pick: tournaments.pick.handler(({ context, input: { project: root, ...input } }) =>
      act(context, { project: root }, (project) => pickCopy(context, project, { ...input, means })),
    ),
    combine: tournaments.combine.handler(({ context, input: { project: root, ...input } }) =>
      act(context, { project: root }, (project) => combineCopies(context, project, { ...input, means })),
    ),
  };
}

/** Those of Docker. */
export const tournaments = answerTournaments(engine, MEANS);
