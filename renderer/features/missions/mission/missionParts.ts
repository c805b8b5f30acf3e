import type { MissionBoard } from '../../../../electron/contract/board.ts';
import type { Explained } from '../../../../electron/contract/runs.ts';
import type { Feature } from '../../../../electron/contract/features.ts';
import type { Write } from '../../../client/writes.ts';
import type { Here } from './actions.ts';

/** What a container that works on a feature needs to know of it. */
export type LaunchedFeature = Pick<Feature, 'id' | 'workerType'>;

/** What every part of a mission's view gets: where it is, what its files say, how to write, and which feature is current. */
export interface MissionParts {
  readonly here: Here;
  readonly board: MissionBoard;
  /** Its run, and why each feature does not run now; undefined until that is read. */
  readonly explained: Explained | undefined;
  readonly write: Write;
  /** The current feature: it is the one of the details. */
  readonly current: string | null;
  /** Makes a feature the current one. */
  readonly point: (feature: string) => void;
  /** Opens the sheet for a container that works on the feature. */
  readonly launch: (feature: LaunchedFeature) => void;
  /** Makes it the current one, and opens its details. */
  readonly show: (feature: string) => void;
}

/** What a sheet about one feature gets. */
export interface FeatureSheetProps {
  readonly here: Here;
  readonly feature: string;
}
