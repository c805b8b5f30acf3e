import type { ContainerName } from '../contract/ids.ts';
import type { AllowedName, ContainerNetwork } from '../contract/network.ts';
import type { Preset } from '../contract/presets.ts';
import { fail } from '../engine/errors.ts';
import { router } from '../engine/router.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';
import { changeContainer, knownContainer } from './known.ts';
import { ago, demoLedger } from './ledger.ts';

const ALLOWED: readonly AllowedName[] = [
  { domain: '*.cdn.shop.test', from: 'container' },
  { domain: 'api.anthropic.com', from: 'agent' },
  { domain: 'git.shop.test', from: 'remote' },
  { domain: 'github.com', from: 'config' },
  { domain: 'packages.shop.test', from: 'registry' },
  { domain: 'staging.shop.test', from: 'passing', until: null },
];

/** Made-up networks of containers, that keep what is allowed and taken away. */
export function demoNetworks(state: State, demo: Answering) {
  const names = new Map<string, readonly AllowedName[]>();
  const of = (name: ContainerName): ContainerNetwork => {
    const { preset } = knownContainer(state, name);
    return demoNetwork(name, { preset: preset ?? 'standard', allowed: names.get(name) ?? ALLOWED });
  };
  const without = (name: string, domain: string): AllowedName[] =>
    (names.get(name) ?? ALLOWED).filter((one) => one.domain !== domain);
  return {
    ...router.network,
    get: demo.network.get.handler(({ input }) => of(input.name)),
    addDomain: demo.network.addDomain.handler(({ input: { name, domain, term } }) => {
      const passing = term === 'always' ? { from: 'container' as const } : { from: 'passing' as const, until: null };
      names.set(name, [...without(name, domain), { domain, ...passing }]);
      return of(name);
    }),
    removeDomain: demo.network.removeDomain.handler(({ input: { name, domain } }) => {
      names.set(name, without(name, domain));
      return of(name);
    }),
    setPreset: demo.network.setPreset.handler(({ input: { name, preset } }) => {
      changeContainer(state, name, { preset });
      return of(name);
    }),
  };
}

/** What made-up containers have reached, and what of it was refused. */
export function demoEgress(state: State, demo: Answering) {
  return {
    list: demo.egress.list.handler(({ input }) => demoLedger(knownContainer(state, input.name).name)),
    refusedHost: demo.egress.refusedHost.handler(({ input: { name, id } }) => {
      const row = demoLedger(name).find((one) => one.id === id);
      if (row === undefined) throw fail('EGRESS_ROW_NOT_FOUND', `The demo refused nothing by ${id}.`);
      return { host: row.host };
    }),
    explain: demo.egress.explain.handler(({ input }) => ({
      container: input.name,
      url: input.url,
      host: 'other.test',
      port: 443,
      via: 'tls' as const,
      verdict: 'refused' as const,
      rule: 'unlisted',
      why: 'other.test is on no list of what it may reach.',
      next: `To allow it: maestro add-domain ${input.name} other.test`,
      addresses: [],
    })),
  };
}

function demoNetwork(
  container: ContainerName,
  { preset, allowed }: { readonly preset: Preset; readonly allowed: readonly AllowedName[] },
): ContainerNetwork {
  return {
    container,
    preset,
    allowed: [...allowed],
    removed: [],
    inForce: 'now',
    refused: [
      { id: 'k3v9qa', name: 'telemetry.tool.test', times: 41, lastAt: ago(40), at: 'connection' },
      { id: 'p0s7bd', name: 'fonts.styles.test', times: 3, lastAt: ago(600), at: 'name' },
    ],
  };
}
