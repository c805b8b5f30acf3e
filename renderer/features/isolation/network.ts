import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { EgressRow } from '../../../electron/contract/egress.ts';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import {
  type AllowedName,
  type AllowedTerm,
  type ContainerNetwork,
  IN_FORCE,
} from '../../../electron/contract/network.ts';
import type { Preset } from '../../../electron/contract/presets.ts';
import { problemOf } from '../../client/ask.ts';
import type { Client, Writer } from '../../client/link.ts';
import { askHost, type ReadState, refresh } from '../../client/reads.ts';
import { useMaestro } from '../../client/store.ts';
import { orSayWhy, wayBack, write } from '../../client/write.ts';

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
  return change({
    text: `${name} may reach ${domain}${TERM_WORDS[term]}.`,
    call: (writer) => writer.network.addDomain({ name, domain, term }),
    undone: `${name} may not reach ${domain} any more.`,
    undo: (writer) => writer.network.removeDomain({ name, domain }),
  });
}

/** Takes a host, or an address, away from a container. */
export function takeAway(name: ContainerName, { domain, from, until }: AllowedName): Promise<void> {
  const isAddress = /^[\d.]+$/.test(domain);
  const term = from !== 'passing' ? 'always' : until === null ? 'until-stopped' : 'once';
  return change({
    text: `${name} may not reach ${domain} any more.`,
    call: ({ network }) =>
      isAddress ? network.removeAddress({ name, address: domain }) : network.removeDomain({ name, domain }),
    undone: `${name} may reach ${domain} again${TERM_WORDS[term]}.`,
    undo: ({ network }) =>
      isAddress ? network.addAddress({ name, address: domain }) : network.addDomain({ name, domain, term }),
  });
}

/** Chooses how much a container may reach, instead of what it might `before`. */
export function choosePreset(name: ContainerName, preset: Preset, before: Preset): Promise<void> {
  return change({
    text: `${name} is ${preset} now.`,
    call: (writer) => writer.network.setPreset({ name, preset }),
    undone: `${name} is ${before} again.`,
    undo: (writer) => writer.network.setPreset({ name, preset: before }),
  });
}

type Call = (writer: Writer) => Promise<ContainerNetwork>;

interface Change {
  readonly text: string;
  readonly call: Call;
  readonly undone: string;
  readonly undo: Call;
}

async function change({ text, call, undone, undo }: Change): Promise<void> {
  const said = (words: string) => async (network: ContainerNetwork) => {
    await refresh(['network']);
    return { text: network.inForce === 'now' ? words : `${words} ${IN_FORCE[network.inForce]}` };
  };
  orSayWhy(
    await write(call, async (network) => ({ ...(await said(text)(network)), undo: wayBack(undo, said(undone)) })),
  );
}
