import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Container, ContainerState } from '../../../electron/contract/containers.ts';
import type { Problem } from '../../../electron/contract/errors.ts';
import { problemOf } from '../../client/ask.ts';
import { askHost } from '../../client/reads.ts';
import { useMaestro } from '../../client/store.ts';
import { useClock } from '../../ui/clock.ts';
import { useRoom } from './standing.ts';
import { takingTurns } from './turns.ts';

/** What a terminal showed last. */
export interface Picture {
  /** Undefined: it was never seen. */
  readonly lines: readonly string[] | undefined;
  /** When it was seen. */
  readonly at: string | null;
  /** It is as good as of now. */
  readonly isLive: boolean;
  readonly problem: Problem | null;
}

interface Wanted {
  readonly inView: boolean;
  readonly lines: number;
}

const BUSY: ReadonlySet<ContainerState> = new Set(['starting', 'running', 'quiet', 'stalled']);
const BUSY_MS = 4_000;
/** A wall of terminals costs the engine no more than a small window does. */
const EACH_MS = 330;
const CALM_MS = 30_000;
/** What was seen is kept for so long after it left the screen: it is all that is left of one that stops. */
const KEPT_MS = 30 * 60_000;
/** How long a picture counts as one of now beyond the time to its next reading. */
const GRACE_MS = 15_000;
const LINE_CHARS = 200;

/** Each reading is a program in a container: two at a time keep the engine free for what the user does. */
const inTurn = takingTurns(2);

/** The end of what a container's terminal shows: read again while it is in view and the window is seen, and at once when its state changes. */
export function usePicture({ name, dockerId, docker, state, since }: Container, { inView, lines }: Wanted): Picture {
  const client = useMaestro((maestro) => maestro.client);
  const paceMs = useRoom(({ across, down }) => Math.max(BUSY_MS, across * down * EACH_MS));
  const everyMs = BUSY.has(state) ? paceMs : CALM_MS;
  const enabled = client !== null && docker === 'running' && inView;
  const { data, dataUpdatedAt, error, refetch } = useQuery<readonly string[]>({
    queryKey: ['picture', name, dockerId],
    queryFn: async ({ signal }) =>
      inTurn(signal, async () => {
        const read = await askHost(client, (known) => known.terminals.lastLines({ container: name, lines }));
        return read.lines.map((line) => line.slice(0, LINE_CHARS));
      }),
    enabled,
    staleTime: BUSY_MS / 2,
    gcTime: KEPT_MS,
    refetchInterval: everyMs,
    refetchOnWindowFocus: true,
  });
  useEffect(() => {
    if (enabled) void refetch({ cancelRefetch: false });
  }, [enabled, refetch, state, since]);
  const isFresh = useClock((now) => Number(now - dataUpdatedAt < everyMs + GRACE_MS)) === 1;
  return {
    lines: data?.slice(-lines),
    at: dataUpdatedAt === 0 ? null : new Date(dataUpdatedAt).toISOString(),
    isLive: isFresh && docker === 'running' && error === null,
    problem: error === null || docker !== 'running' ? null : problemOf(error),
  };
}
