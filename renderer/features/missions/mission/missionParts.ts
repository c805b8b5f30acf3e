import type { MissionBoard } from '../../../../electron/contract/board.ts';
import type { Write } from '../../../client/writes.ts';
import type { Here } from './actions.ts';

/** What every part of a mission's view gets: where it is, what its files say, how to write, and which feature is current. */
export interface MissionParts {
  readonly here: Here;
  readonly board: MissionBoard;
  readonly write: Write;
  /** The current feature: it is the one of the details. */
  readonly current: string | null;
  /** Makes a feature the current one. */
  readonly point: (feature: string) => void;
  /** The same, and opens its details. */
  readonly show: (feature: string) => void;
}
