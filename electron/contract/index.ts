import { containers } from './containers.ts';
import { doctor } from './doctor.ts';
import { images } from './images.ts';
import { assertions } from './procedures/assertions.ts';
import { checkpoints } from './procedures/checkpoints.ts';
import { features } from './procedures/features.ts';
import { graph } from './procedures/graph.ts';
import { handoffs } from './procedures/handoffs.ts';
import { memory } from './procedures/memory.ts';
import { milestones } from './procedures/milestones.ts';
import { missions } from './procedures/missions.ts';
import { projects } from './procedures/projects.ts';
import { settings } from './settings.ts';
import { snapshot } from './snapshot.ts';
import { terminals } from './terminals.ts';

/**
 * Everything that window, page and command line may ask of the engine. What concerns the files of a project stands in
 * `procedures/`, apart from its records: the command line reads those records without loading any of this.
 */
export const contract = {
  snapshot,
  containers,
  terminals,
  images,
  doctor,
  settings,
  projects,
  missions,
  features,
  assertions,
  milestones,
  checkpoints,
  handoffs,
  memory,
  graph,
};
export type Contract = typeof contract;
