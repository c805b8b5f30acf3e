import { engine } from '../../implement.ts';
import { act, within } from '../follow/opened.ts';
import { proveCopies, scoreboardOf } from './scoreboard.ts';
import { combineCopies, launchCopies, pickCopy } from './tournament.ts';

/** The procedures of tournaments, in an opened project. */
export const tournaments = {
  launch: engine.tournaments.launch.handler(({ context, input: { project: root, ...input } }) =>
    act(context, { project: root }, (project) => launchCopies(context, project, input)),
  ),
  scores: engine.tournaments.scores.handler(({ context, input }) =>
    within(context, input, (project) => scoreboardOf(context, project, input)),
  ),
  prove: engine.tournaments.prove.handler(({ context, input }) =>
    within(context, input, (project) => proveCopies(context, project, input)),
  ),
  pick: engine.tournaments.pick.handler(({ context, input: { project: root, ...input } }) =>
    act(context, { project: root }, (project) => pickCopy(context, project, input)),
  ),
  combine: engine.tournaments.combine.handler(({ context, input: { project: root, ...input } }) =>
    act(context, { project: root }, (project) => combineCopies(context, project, input)),
  ),
};
