import { z } from 'zod';
import { EgressId } from './egress.ts';
import { ContainerName, Instant } from './ids.ts';
import { Preset } from './presets.ts';
import { procedure } from './procedure.ts';

/**
 * Why a name is allowed: the agent needs it, `config.yml` lists it, a remote of the project lies there, this machine's
 * tools get packages from there, it was given when the container was made, it was added since, or it is allowed for a while.
 */
export const AllowedFrom = z.enum(['agent', 'config', 'remote', 'registry', 'container', 'added', 'passing']);
export type AllowedFrom = z.infer<typeof AllowedFrom>;

/** `domain` is a host name, `*.` before one, or an address. */
export const AllowedName = z.object({
  domain: z.string(),
  from: AllowedFrom,
  /** When that ends, for what is allowed for a while; null: when the container is stopped. */
  until: Instant.nullable().optional(),
  /** A rule with a method and a path that changes nothing: its gateway is of an earlier version, which opens no host. */
  keptClosed: z.boolean().optional(),
});
export type AllowedName = z.infer<typeof AllowedName>;

/** The same in words, after the name. */
export const FROM_WORDS: Readonly<Record<AllowedFrom, string>> = {
  agent: 'its agent needs it',
  config: 'config.yml lists it',
  remote: 'a remote of its project lies there',
  registry: 'this machine’s tools get packages there',
  container: 'it came with the container',
  added: 'it was added',
  passing: 'it is allowed for a while',
};

/** Why a name is allowed, in words; of a rule that its gateway cannot follow, that it is not. */
export function becauseOf({ from, keptClosed = false }: Pick<AllowedName, 'from' | 'keptClosed'>): string {
  return keptClosed ? `${FROM_WORDS[from]}, but its gateway is too old and keeps it closed` : FROM_WORDS[from];
}

/** For how long something is allowed: once is ten minutes, so that a tool may try again. */
export const AllowedTerm = z.enum(['always', 'until-stopped', 'once']);
export type AllowedTerm = z.infer<typeof AllowedTerm>;
export const ONCE_MS = 10 * 60_000;

/** A name that a container asked for in vain, with how often that was seen and when last. */
export const RefusedName = z.object({
  /** Of its row in the ledger: what it is allowed by. */
  id: EgressId,
  name: z.string(),
  times: z.int().min(1),
  lastAt: Instant,
  /** Where it was refused: its address was not told, or a connection to it was not let through. */
  at: z.enum(['name', 'connection']),
});
export type RefusedName = z.infer<typeof RefusedName>;

/** What one container may reach. */
export const ContainerNetwork = z.object({
  container: ContainerName,
  preset: Preset,
  allowed: z.array(AllowedName),
  /** Names that were taken away from this container, although something else lists them. */
  removed: z.array(z.string()),
  /** Whether its gateway has proven itself with this, takes it over within seconds, or at its next start. */
  inForce: z.enum(['now', 'soon', 'next-start']),
  /** The newest first, and no more than a hundred. */
  refused: z.array(RefusedName).max(100),
});
export type ContainerNetwork = z.infer<typeof ContainerNetwork>;

/** From when on a change holds. */
export const IN_FORCE: Readonly<Record<ContainerNetwork['inForce'], string>> = {
  now: 'In force now.',
  soon: 'Its gateway takes this over within seconds.',
  'next-start': 'In force from its next start: maestro start, or maestro restart --full while it runs.',
};

/**
 * What is allowed, as a person writes it: `api.example.com`, `*.example.com` for every name below it, or a rule with a method
 * and a path (`GET,HEAD pkg.example.com/*`, `git-read github.com/acme/*`).
 */
export const DomainText = z.string().min(1).max(700);
const OneAddress = z.object({ name: ContainerName, address: z.string().min(1).max(60) });
const OneName = z.object({ name: ContainerName, domain: DomainText });

export const network = {
  get: procedure.input(z.object({ name: ContainerName })).output(ContainerNetwork),
  /** Allows a name. In force when it answers, where the gateway runs. The agent and its connections go on. NOT_SUPPORTED where its gateway cannot open the host of a rule. */
  addDomain: procedure.input(OneName.extend({ term: AllowedTerm.default('always') })).output(ContainerNetwork),
  /** Takes a name away; connections to it end. */
  removeDomain: procedure.input(OneName).output(ContainerNetwork),
  /** Allows an IPv4 address for HTTP and TLS that name no other host. */
  addAddress: procedure.input(OneAddress).output(ContainerNetwork),
  removeAddress: procedure.input(OneAddress).output(ContainerNetwork),
  setPreset: procedure.input(z.object({ name: ContainerName, preset: Preset })).output(ContainerNetwork),
  /** Writes a name into `config.yml`, for every container; answers whether it was not there yet. */
  saveDomain: procedure
    .input(z.object({ domain: DomainText }))
    .output(z.object({ domain: z.string(), isNew: z.boolean() })),
};
