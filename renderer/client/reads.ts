import { QueryClient, useQuery } from '@tanstack/react-query';
import type { Problem } from '../../electron/contract/errors.ts';
import { problemOf } from './ask.ts';
import type { Client } from './link.ts';
import { useMaestro } from './store.ts';

/** Old answers go soon: each change of a project's files makes new ones. */
const KEPT_MS = 10_000;

export const QUERIES = new QueryClient({
  defaultOptions: { queries: { refetchOnWindowFocus: false, retry: false, gcTime: KEPT_MS } },
});

/** A read of a project's files. */
export interface Read<Value> {
  /** Root path of the project. */
  readonly project: string;
  /** Names what is read of it: `['board', mission]`. */
  readonly of: readonly (string | null)[];
  readonly read: (client: Client) => Promise<Value>;
  /** False: nothing is asked. */
  readonly enabled?: boolean;
}

/** What a read knows: nothing yet, an answer, or a problem. The last answer stays while a newer one is on its way. */
export interface ReadState<Value> {
  readonly value: Value | undefined;
  readonly problem: Problem | null;
  readonly retry: () => void;
}

/** Asks the host for something, where there is a connection to it. */
export function askHost<Value>(client: Client | null, read: (client: Client) => Promise<Value>): Promise<Value> {
  return client === null ? Promise.reject(new Error('The connection to Maestro was lost.')) : read(client);
}

/** Reads something of a project, and again whenever its files changed: that is when its stamp in the snapshot grows. */
export function useRead<Value>({ project, of, read, enabled = true }: Read<Value>): ReadState<Value> {
  const client = useMaestro((maestro) => maestro.client);
  const entry = useMaestro((maestro) => maestro.snapshot?.projects[project]);
  const { data, error, refetch } = useQuery<Value>({
    queryKey: ['read', project, ...of, entry?.stamp ?? 0],
    queryFn: () => askHost(client, read),
    enabled: enabled && client !== null && entry?.state === 'ready',
    // An answer about the same thing stays on screen; one about another project or mission does not.
    placeholderData: (last, query) => (sameRead(query?.queryKey, project, of) ? last : undefined),
  });
  return {
    value: data,
    problem: error === null ? null : problemOf(error),
    retry: () => void refetch(),
  };
}

/** A read of this machine, which changes without a word to the page. */
interface MachineRead<Value> {
  readonly key: readonly unknown[];
  readonly read: (client: Client) => Promise<Value>;
  /** False: nothing is asked. */
  readonly enabled?: boolean;
  /** Read again so often while it is on screen. Unset: only when it is asked for. */
  readonly everyMs?: number;
  /** What the answer rests on: it is read again whenever that changes, and the last answer stays until then. */
  readonly facts?: string;
}

/** Reads something of this machine. `refresh(key)` reads it again. */
export function useMachineRead<Value>(wanted: MachineRead<Value>): ReadState<Value> {
  const { key, read, enabled = true, everyMs, facts } = wanted;
  const client = useMaestro((maestro) => maestro.client);
  const { data, error, refetch } = useQuery<Value>({
    queryKey: facts === undefined ? key : [...key, facts],
    queryFn: () => askHost(client, read),
    enabled: enabled && client !== null,
    ...(facts !== undefined && {
      placeholderData: (last, query) => (key.every((part, at) => part === query?.queryKey[at]) ? last : undefined),
    }),
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
  return { value: data, problem: error === null ? null : problemOf(error), retry: () => void refetch() };
}

/** Reads everything of a project that is on screen again; settles when it is there. */
export function readAgain(project: string): Promise<void> {
  return refresh(['read', project]);
}

/** Reads everything on screen whose key begins like this again; settles when it is there. Without a key: everything. */
export async function refresh(queryKey: readonly string[] = []): Promise<void> {
  // What is being read is of before: where nobody had an answer yet, it would count as read anew.
  await QUERIES.cancelQueries({ queryKey });
  await QUERIES.invalidateQueries({ queryKey });
}

function sameRead(key: readonly unknown[] | undefined, project: string, of: readonly (string | null)[]): boolean {
  const wanted = ['read', project, ...of];
  return key?.length === wanted.length + 1 && wanted.every((part, index) => part === key[index]);
}
