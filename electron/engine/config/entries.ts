import { isRequestRule, readRequestRule, type RequestRule, requestRuleText } from '../../contract/requestRules.ts';
import { fail, problemOf } from '../errors.ts';
import { covers, type Domain, findDomain, parseDomain, readDomain } from './domains.ts';

/** An entry of an allow list in its one spelling: a whole `Domain`, or a rule with a method and a path. */
export type Entry = string & { readonly __entry: 'Entry' };

/** Reads one entry of an allow list. DOMAIN_INVALID names it. */
export function parseEntry(text: string): Entry {
  return entryOf(text, parseDomain);
}

/** Reads an entry as a person types it: its host in any script. DOMAIN_INVALID names it. */
export function readEntry(text: string): Entry {
  return entryOf(text, readDomain);
}

/** The entry, or undefined where the text is none: for texts that were kept or found. */
export function findEntry(text: string): Entry | undefined {
  const rule = ruleOf(text);
  if (rule === undefined) return findDomain(text) as Entry | undefined;
  if ('refusal' in rule || findDomain(rule.host) === undefined) return undefined;
  return requestRuleText(rule) as Entry;
}

/** The rule of an entry that has a method; undefined for a whole name. */
export function findRule(entry: string): RequestRule | undefined {
  const rule = ruleOf(entry);
  return rule === undefined || 'refusal' in rule ? undefined : rule;
}

/** Whether an entry lets any request to a host pass. */
export function mentions(entry: Entry, host: string): boolean {
  const rule = findRule(entry);
  return rule === undefined ? covers(entry as string as Domain, host) : rule.host === host;
}

function ruleOf(text: string): ReturnType<typeof readRequestRule> | undefined {
  return isRequestRule(text.trim()) ? readRequestRule(text) : undefined;
}

function entryOf(text: string, readHost: (text: string) => Domain): Entry {
  const rule = ruleOf(text);
  if (rule === undefined) return readHost(text) as string as Entry;
  if ('refusal' in rule) throw notAllowed(text, rule.refusal);
  try {
    return requestRuleText({ ...rule, host: readHost(rule.host) }) as Entry;
  } catch (error) {
    throw notAllowed(text, problemOf(error).sentence);
  }
}

function notAllowed(text: string, why: string): Error {
  const quoted = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
  return fail('DOMAIN_INVALID', `${quoted} is no rule that can be allowed: ${why.replace(/\.$/, '')}.`, {
    hints: [
      'Write a rule such as "GET,HEAD pkg.example.com/*", "git-read github.com/acme/*" or "git-push github.com/acme/shop".',
    ],
  });
}
