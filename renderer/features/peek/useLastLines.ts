import { useQuery } from '@tanstack/react-query';
import type { Container } from '../../../electron/contract/containers.ts';
import { problemOf } from '../../client/ask.ts';
import { askHost, type ReadState } from '../../client/reads.ts';
import { useMaestro } from '../../client/store.ts';

/** Screens change without a word to the page. */
const LOOK_AGAIN_MS = 2_000;
const LINES = 30;

/** The last lines of a container's agent, read again and again while they are looked at; nothing where it does not run. */
export function useLastLines({ name, docker, state, since }: Container): ReadState<readonly string[]> {
  const client = useMaestro((maestro) => maestro.client);
  const { data, error, refetch } = useQuery<readonly string[]>({
    queryKey: ['last-lines', name, `${state} ${since}`],
    queryFn: async () =>
      (await askHost(client, (known) => known.terminals.lastLines({ container: name, lines: LINES }))).lines,
    enabled: client !== null && docker === 'running',
    refetchInterval: LOOK_AGAIN_MS,
    placeholderData: (last, query) => (query?.queryKey[1] === name ? last : undefined),
  });
  return { value: data, problem: error === null ? null : problemOf(error), retry: () => void refetch() };
}
