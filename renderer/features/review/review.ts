import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ContainerName, HostPath } from '../../../electron/contract/ids.ts';
import type { PullRequestPlan } from '../../../electron/contract/pullRequests.ts';
import type { Overlap } from '../../../electron/contract/overlap.ts';
import type { Review } from '../../../electron/contract/review.ts';
import { problemOf } from '../../client/ask.ts';
import type { Client } from '../../client/link.ts';
import { askHost, type ReadState, refresh } from '../../client/reads.ts';
import { useMaestro } from '../../client/store.ts';

/** Nothing is read while somebody reads it: what is older is read when it is shown again, or on request. */
const FRESH_MS = 60_000;
/** Work that was looked at comes back at once when one walks through the queue. */
const KEPT_MS = 300_000;

/** Something that was read once, and is not live. */
export interface LookState<Value> extends ReadState<Value> {
  /** When it was read, RFC 3339; null: not yet. */
  readonly at: string | null;
  readonly busy: boolean;
}

/** A look with the stamp of the work that the container reported then. */
export interface Looked {
  readonly review: Review;
  readonly stamp: string;
}

/** Which part of a container’s work it is. */
export interface Part {
  readonly since: Review['since'];
  /** The id of the one commit that is shown alone; null: none is. */
  readonly commit: string | null;
}

export const ALL_OF_IT: Part = { since: 'start', commit: null };

/** What of a container’s work is looked at. */
export interface Scope extends Part {
  /** Whether lines that differ in blanks alone are among it. */
  readonly blanks: boolean;
}

function keyOf({ since, commit, blanks }: Scope): string[] {
  return [commit ?? since, String(blanks)];
}

/** What is asked for, without what is usual. */
function askedOf({ since, commit, blanks }: Scope) {
  const part = since === 'commit' ? { commit } : { since };
  return { ...part, ...(!blanks && { blanks: false as const }) };
}

/** What a container changed, with its patch. While another part of it is read, the last one stays. */
export function useLook(name: ContainerName, scope: Scope, stamp: string): LookState<Looked> {
  return useAsked({
    key: ['look', name, ...keyOf(scope)],
    read: async (client, options) => ({
      review: await client.review.look({ name, patch: true, ...askedOf(scope) }, options),
      stamp,
    }),
    meanwhile: ['look', name],
  });
}

/** What is committed in a container now: that is what a merge takes. */
export function useCommitted(name: ContainerName): LookState<Review> {
  return useAsked({
    key: ['committed', name],
    read: (client, options) => client.review.look({ name, committed: true }, options),
    freshMs: 0,
  });
}

/** What a pull request of a container would do. */
export function usePlan(name: ContainerName): LookState<PullRequestPlan> {
  return useAsked({
    key: ['pull-request', name],
    read: (client, options) => client.pullRequests.plan({ name }, options),
    freshMs: 0,
  });
}

/** The patch of one file, where the patch of all was cut off before it. */
export function useFilePatch(
  name: ContainerName,
  { path, ...scope }: Scope & { readonly path: string },
  enabled: boolean,
): LookState<Review> {
  return useAsked({
    key: ['file', name, ...keyOf(scope), path],
    read: (client, options) => client.review.look({ name, patch: true, ...askedOf(scope), path }, options),
    enabled,
  });
}

/** Reads from the host, which ends it when the signal says that nobody waits any more. */
type Reader<Value> = (client: Client, options: { readonly signal: AbortSignal }) => Promise<Value>;

interface Asked<Value> {
  readonly key: readonly string[];
  readonly read: Reader<Value>;
  readonly enabled?: boolean;
  readonly freshMs?: number;
  /** How the keys begin of what may be shown until this is read. */
  readonly meanwhile?: readonly string[];
}

function useAsked<Value>({ key, read, enabled = true, freshMs = FRESH_MS, meanwhile }: Asked<Value>): LookState<Value> {
  const client = useMaestro((maestro) => maestro.client);
  return stateOf(
    useQuery<Value>({
      queryKey: ['review', ...key],
      queryFn: ({ signal }) => askHost(client, (known) => read(known, { signal })),
      enabled: enabled && client !== null,
      staleTime: freshMs,
      gcTime: KEPT_MS,
      placeholderData: (last, query) =>
        meanwhile?.every((part, at) => query?.queryKey[at + 1] === part) === true ? last : undefined,
    }),
  );
}

/** How the containers of each project go together, by project. */
export function useOverlaps(projects: readonly HostPath[]): Readonly<Record<string, LookState<Overlap>>> {
  const client = useMaestro((maestro) => maestro.client);
  const asked = useQueries({
    queries: projects.map((project) => ({
      queryKey: ['review', 'overlap', project],
      queryFn: ({ signal }) => askHost(client, (known) => known.review.overlap({ project }, { signal })),
      enabled: client !== null,
      staleTime: FRESH_MS,
      gcTime: KEPT_MS,
    })),
  });
  return Object.fromEntries(
    projects.flatMap((project, at) => {
      const state = asked[at];
      return state === undefined ? [] : [[project, stateOf(state)]];
    }),
  );
}

/** Looks again at everything that is on screen. */
export function lookAgain(): Promise<void> {
  return refresh(['review']);
}

function stateOf<Value>(asked: UseQueryResult<Value>): LookState<Value> {
  const { data, error, refetch, dataUpdatedAt, isFetching } = asked;
  return {
    value: data,
    problem: error === null ? null : problemOf(error),
    retry: () => void refetch(),
    at: dataUpdatedAt === 0 ? null : new Date(dataUpdatedAt).toISOString(),
    busy: isFetching,
  };
}
