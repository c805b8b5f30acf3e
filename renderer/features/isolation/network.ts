import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { EgressRow } from '../../../electron/contract/egress.ts';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import { type AllowedTerm, type ContainerNetwork, IN_FORCE } from '../../../electron/contract/network.ts';
import type { Preset } from '../../../electron/contract/presets.ts';
import { ask, problemOf } from '../../client/ask.ts';
import type { Client } from '../../client/link.ts';
import { askHost, type ReadState, refresh } from '../../client/reads.ts';
import { useMaestro } from '../../client/store.ts';
import { tell, tellFailure } from '../../client/told.ts';

/** Ledgers grow without a word to the page. */
const LOOK_AGAIN_MS = 5_000;

/** What a container may reach, and what it asked for in vain. */
export function useNetwork(name: ContainerName, stamp: string): ReadState<ContainerNetwork> {
  return useAsked(['network', name, stamp], (client) => client.network.get({ name }));
}

/** What a container tried. */
export function useLedger(name: ContainerName): ReadState<readonly EgressRow[]> {
  return useAsked(['ledger', name], (client) => client.egress.list({ name }));
}

function useAsked<Value>(key: readonly string[], read: (client: Client) => Promise<Value>): ReadState<Value> {
  const client = useMaestro((maestro) => maestro.client);
  const asked: UseQueryResult<Value> = useQuery<Value>({
    queryKey: key,
    queryFn: () => askHost(client, read),
    enabled: client !== null,
    refetchInterval: LOOK_AGAIN_MS,
    placeholderData: (last, query) => (isAbout(query?.queryKey, key) ? last : undefined),
  });
  return {
    value: asked.data,
    problem: asked.error === null ? null : problemOf(asked.error),
    retry: () => void asked.refetch(),
  };
}

/** Whether an earlier question was about the same container. */
function isAbout(before: readonly unknown[] | undefined, key: readonly string[]): boolean {
  return before?.[0] === key[0] && before?.[1] === key[1];
}

const TERM_WORDS: Readonly<Record<AllowedTerm, string>> = {
  always: '',
  'until-stopped': ' until it is stopped',
  once: ' for ten minutes',
};

/** Lets a container reach a host. */
export function allow(name: ContainerName, domain: string, term: AllowedTerm): Promise<void> {
  return change(`${name} may reach ${domain}${TERM_WORDS[term]}.`, (client) =>
    client.network.addDomain({ name, domain, term }),
  );
}

/** Takes a host, or an address, away from a container. */
export function takeAway(name: ContainerName, domain: string): Promise<void> {
  return change(`${name} may not reach ${domain} any more.`, (client) =>
    /^[\d.]+$/.test(domain)
      ? client.network.removeAddress({ name, address: domain })
      : client.network.removeDomain({ name, domain }),
  );
}

/** Chooses how much a container may reach. */
export function choosePreset(name: ContainerName, preset: Preset): Promise<void> {
  return change(`${name} is ${preset} now.`, (client) => client.network.setPreset({ name, preset }));
}

async function change(said: string, call: (client: Client) => Promise<ContainerNetwork>): Promise<void> {
  const answer = await ask(call);
  if (answer.ok) tell({ text: answer.value.inForce === 'now' ? said : `${said} ${IN_FORCE[answer.value.inForce]}` });
  else tellFailure([answer.problem.sentence, ...answer.problem.hints].join(' '));
  await refresh(['network']);
}
