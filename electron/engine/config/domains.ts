import { domainToASCII } from 'node:url';
import { getPublicSuffix } from 'tldts';
import { fail } from '../errors.ts';

/**
 * A host name as the gateway knows it: lower case, ASCII (punycode), at least two labels. `api.example.com` is that
 * name alone; `*.example.com` is every name below it, and not `example.com` itself.
 */
export type Domain = string & { readonly __brand: 'Domain' };

const MAX_CHARS = 253;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** A number there would be an address. */
const TOP_LABEL = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Reads one entry of an allow list. DOMAIN_INVALID names it. */
export function parseDomain(text: string): Domain {
  const why = refusal(text);
  if (why === undefined) return text.toLowerCase() as Domain;
  throw fail('DOMAIN_INVALID', `${quoted(text)} is not a host name that can be allowed: ${why}.`);
}

/** Reads a name as a person types it: in any script, which becomes its ASCII form. DOMAIN_INVALID names it. */
export function readDomain(text: string): Domain {
  const trimmed = text.trim();
  if (!/[^\0-\x7f]/.test(trimmed)) return parseDomain(trimmed);
  const wildcard = trimmed.startsWith('*.') ? '*.' : '';
  const ascii = domainToASCII(trimmed.slice(wildcard.length));
  return parseDomain(ascii === '' ? trimmed : `${wildcard}${ascii}`);
}

/** The domain, or undefined where the text is none: for names that were found rather than given. */
export function findDomain(text: string): Domain | undefined {
  return refusal(text) === undefined ? (text.toLowerCase() as Domain) : undefined;
}

/** Whether it stands for the names below another one. */
export function isWildcard(domain: Domain): boolean {
  return domain.startsWith('*.');
}

/** The name without its `*.`. */
export function baseOf(domain: Domain): string {
  return isWildcard(domain) ? domain.slice(2) : domain;
}

/** Whether an entry of the list allows this name. */
export function covers(entry: Domain, name: string): boolean {
  return isWildcard(entry) ? name.endsWith(entry.slice(1)) : name === entry;
}

function refusal(text: string): string | undefined {
  if (text.length > MAX_CHARS) return `it is longer than ${MAX_CHARS} characters`;
  const wildcard = text.startsWith('*.');
  const labels = (wildcard ? text.slice(2) : text).toLowerCase().split('.');
  if (!labels.every((label) => LABEL.test(label))) return badSpelling(text);
  if (labels.length < 2) return wildcard ? 'it stands for a whole top-level domain' : 'it has no dot';
  if (!TOP_LABEL.test(labels.at(-1) ?? '')) return 'it is an address, not a name';
  if (wildcard && isPublicSuffix(labels.join('.'))) return 'anyone can have a name below it';
  if (!wildcard && getPublicSuffix(labels.join('.')) === labels.join('.')) return 'it is a registry’s, not a host’s';
  return undefined;
}

function badSpelling(text: string): string {
  if (/[^\0-\x7f]/.test(text)) return 'write it in its ASCII form (xn--…)';
  if (text.includes('/') || text.includes(':')) return 'leave scheme, port and path away';
  if (text.includes('*')) return 'only one *. at its start is understood';
  return 'only letters, digits, dashes and dots may be in it';
}

/** By the list that browsers keep: registries, and hosters below whose names anyone can have one. */
function isPublicSuffix(name: string): boolean {
  return getPublicSuffix(name, { allowPrivateDomains: true }) === name;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
