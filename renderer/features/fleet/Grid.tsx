import { type ReactNode, type RefObject, useLayoutEffect, useMemo } from 'react';
import { CreationTile } from './CreationTile.tsx';
import type { FleetViewProps } from './fleetView.ts';
import { useRoom } from './standing.ts';
import { Thumbnail } from './Thumbnail.tsx';
import { TILE_GAP_PX, Tiles } from './Tiles.tsx';

const COSY = { minPx: 332, heightPx: 232, lines: 12 };
const DENSE = { minPx: 252, heightPx: 168, lines: 7 };

/** The fleet as what its terminals show, as many side by side as there is room for. */
export function Grid(props: FleetViewProps): ReactNode {
  const { fleet, scroller } = props;
  const { minPx, heightPx, lines: shown } = fleet.view.dense ? DENSE : COSY;
  const across = useFitting(scroller, { minPx, heightPx });
  const lines = useMemo(
    () =>
      Array.from({ length: Math.ceil(fleet.rows.length / across) }, (_, line) =>
        fleet.rows.slice(line * across, (line + 1) * across),
      ),
    [fleet.rows, across],
  );
  return (
    <Tiles
      {...props}
      lines={lines}
      across={across}
      minPx={0}
      heightPx={heightPx}
      draw={(row, state) =>
        row.kind === 'creation' ? (
          <CreationTile {...state} creation={row.creation} dense={false} />
        ) : (
          <Thumbnail {...state} container={row.container} lines={shown} />
        )
      }
    />
  );
}

interface TileSize {
  readonly minPx: number;
  readonly heightPx: number;
}

/** How many tiles the list has room for side by side; told to the keys that walk, and to those who read terminals. */
function useFitting(list: RefObject<HTMLElement | null>, { minPx, heightPx }: TileSize): number {
  const { across } = useRoom();
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const fit = (): void => {
      const next = {
        across: Math.max(1, Math.floor((element.clientWidth - TILE_GAP_PX) / (minPx + TILE_GAP_PX))),
        down: Math.max(1, Math.ceil(element.clientHeight / (heightPx + TILE_GAP_PX))),
      };
      const known = useRoom.getState();
      if (next.across !== known.across || next.down !== known.down) useRoom.setState(next);
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(element);
    return () => observer.disconnect();
  }, [list, minPx, heightPx]);
  return across;
}
