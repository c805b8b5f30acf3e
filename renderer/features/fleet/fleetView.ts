import type { RefObject } from 'react';
import type { Roving } from '../../ui/roving.ts';
import type { Fleet } from './useFleet.ts';

/** What each view of the fleet is given. */
export interface FleetViewProps {
  readonly fleet: Fleet;
  readonly roving: Roving;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Opens what a row stands for. */
  readonly onOpen: (key: string) => void;
}
