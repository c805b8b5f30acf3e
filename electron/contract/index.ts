import { activity } from './activity.ts';
import { files } from './files.ts';
import { assertions } from './assertions.ts';
import { board } from './board.ts';
import { checkpoints } from './checkpoints.ts';
import { comments } from './comments.ts';
import { config } from './config.ts';
import { containers } from './containers.ts';
import { credentials } from './credentials.ts';
import { doctor } from './doctor.ts';
import { features } from './features.ts';
import { graph } from './graph.ts';
import { handoffs } from './handoffs.ts';
import { images } from './images.ts';
import { inspection } from './inspection.ts';
import { launches } from './launches.ts';
import { load } from './load.ts';
import { memory } from './memory.ts';
import { milestones } from './milestones.ts';
import { missionControl } from './missionControl.ts';
import { missions } from './missions.ts';
import { egress } from './egress.ts';
import { network } from './network.ts';
import { notes } from './notes.ts';
import { notices } from './notices.ts';
import { projects } from './projects.ts';
import { proofs } from './proofs.ts';
import { proposals } from './proposals.ts';
import { pullRequests } from './pullRequests.ts';
import { review } from './review.ts';
import { runs } from './runs.ts';
import { settings } from './settings.ts';
import { snapshot } from './snapshot.ts';
import { talk } from './talk.ts';
import { trash } from './trash.ts';
import { tournaments } from './tournaments.ts';
import { terminals } from './terminals.ts';
import { usage } from './usage.ts';

/** Everything that window, page and command line may ask of the engine: the procedures of each topic. */
export const contract = {
  snapshot,
  containers,
  inspection,
  usage,
  load,
  activity,
  files,
  trash,
  review,
  comments,
  pullRequests,
  egress,
  network,
  credentials,
  terminals,
  talk,
  notices,
  images,
  doctor,
  settings,
  projects: { ...projects, ...config, ...notes },
  missions: { ...missions, ...board, ...missionControl, ...runs },
  features: { ...features, ...launches },
  assertions,
  proofs,
  tournaments,
  milestones,
  checkpoints,
  handoffs,
  memory,
  proposals,
  graph,
};
export type Contract = typeof contract;
