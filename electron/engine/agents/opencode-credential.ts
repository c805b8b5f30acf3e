import { fail } from '../errors.ts';
import {
  type CredentialForm,
  type CredentialHeader,
  type End,
  endOf,
  type LentAt,
  type Loan,
  objectOf,
  PLACEHOLDER_END,
  placeholderOf,
  secretOf,
  wholeOf,
} from './credential-form.ts';

/** Providers whose API key a gateway can hold: where it is sent, and in which headers. */
const PROVIDERS: Readonly<Record<string, readonly [host: string, ...headers: CredentialHeader[]]>> = {
  anthropic: ['api.anthropic.com', 'x-api-key'],
  cerebras: ['api.cerebras.ai', 'bearer'],
  deepseek: ['api.deepseek.com', 'bearer'],
  google: ['generativelanguage.googleapis.com', 'x-goog-api-key'],
  groq: ['api.groq.com', 'bearer'],
  mistral: ['api.mistral.ai', 'bearer'],
  openai: ['api.openai.com', 'bearer'],
  // Each of its models is asked as its maker wants to be.
  opencode: ['opencode.ai', 'bearer', 'x-api-key', 'x-goog-api-key'],
  openrouter: ['openrouter.ai', 'bearer'],
  xai: ['api.x.ai', 'bearer'],
};

/** How the keys of these begin, which nobody else's do. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^sk-ant-/, 'anthropic'],
  [/^sk-or-/, 'openrouter'],
  [/^sk-(proj|svcacct|admin)-/, 'openai'],
  [/^AIza/, 'google'],
  [/^gsk_/, 'groq'],
  [/^xai-/, 'xai'],
  [/^csk-/, 'cerebras'],
];

/**
 * The `auth.json` of opencode: for each provider a key, or the tokens of a sign-in. A gateway holds the first that it can,
 * and its container has nothing of the others.
 */
export const OPENCODE_CREDENTIAL: CredentialForm = {
  file: '.local/share/opencode/auth.json',
  signIn: ['opencode', 'auth', 'login'],
  secrets: { 'api-key': (key) => ({ [providerOf(key)]: { type: 'api', key } }) },
  read: (file) => latest(Object.values(wholeOf(file)).map(endOfEntry)),
  jq: `[.[] | object | if . == null then null
    elif .type == "api" then (if (.key | secret) == null then null else "never" end)
    elif .type == "oauth" then ([.access, .refresh] | map(secret) | any(. != null)) as $some
      | if $some then (if .expires == 0 then "never" else .expires | ending end) else null end
    elif .type == "wellknown" then (if (.token | secret) == null then null else "never" end)
    else null end | select(. != null)]
    | if length == 0 then null elif any(.[]; . == "never") then "never" else max end`,
  lease: (file) =>
    Object.fromEntries(Object.entries(wholeOf(file)).map(([name, entry]) => [name, withoutRenewal(entry)])),
  lend: (file, random) => {
    for (const [provider, entry] of Object.entries(wholeOf(file))) {
      const loan = loanOf(provider, objectOf(entry) ?? {}, random);
      if (loan !== null) return loan;
    }
    return null;
  },
  refusal:
    'Of opencode’s sign-ins a gateway holds ChatGPT’s and the API keys of the providers that Maestro knows; others have to lie in the container.',
};

function loanOf(provider: string, entry: Readonly<Record<string, unknown>>, random: string): Loan | null {
  if (entry['type'] === 'oauth') return provider === 'openai' ? lendTokens(entry, random) : null;
  const secret = entry['type'] === 'api' ? secretOf(entry['key']) : null;
  const [host, header, ...others] = Object.hasOwn(PROVIDERS, provider) ? (PROVIDERS[provider] ?? []) : [];
  if (secret === null || host === undefined || header === undefined) return null;
  const placeholder = placeholderOf(secret, random);
  const more = others.map((other): LentAt => ({ host, header: other }));
  return { host, header, more, secret, placeholder, file: { [provider]: { type: 'api', key: placeholder } } };
}

/** The sign-in of ChatGPT: what is asked with it goes where Codex asks. */
function lendTokens({ access, accountId }: Readonly<Record<string, unknown>>, random: string): Loan | null {
  const secret = secretOf(access);
  if (secret === null) return null;
  const placeholder = placeholderOf(secret, random);
  const entry = { type: 'oauth', access: placeholder, refresh: '', expires: PLACEHOLDER_END, accountId };
  return { host: 'chatgpt.com', header: 'bearer', secret, placeholder, file: { openai: entry } };
}

/** A refresh token that renews what ends works once: only the host keeps it. */
function withoutRenewal(entry: unknown): unknown {
  const held = objectOf(entry);
  const renews = held?.['type'] === 'oauth' && held['expires'] !== 0;
  return renews ? { ...held, refresh: '' } : entry;
}

/** Tokens without an end are marked by a zero. */
function endOfEntry(entry: unknown): End {
  const { type, key, access, refresh, expires, token } = objectOf(entry) ?? {};
  if (type === 'api') return secretOf(key) === null ? null : 'never';
  if (type === 'wellknown') return secretOf(token) === null ? null : 'never';
  if (type !== 'oauth') return null;
  const some = [secretOf(access), secretOf(refresh)].some((one) => one !== null);
  if (!some) return null;
  return expires === 0 ? 'never' : endOf(expires);
}

function latest(ends: readonly End[]): End {
  const known = ends.filter((end) => end !== null);
  if (known.includes('never')) return 'never';
  const moments = known.filter((end) => end !== 'never');
  return moments.length === 0 ? null : Math.max(...moments);
}

function providerOf(key: string): string {
  const found = BEGINNINGS.find(([pattern]) => pattern.test(key))?.[1];
  if (found !== undefined) return found;
  throw fail('INPUT_INVALID', 'Which provider this key is of cannot be told from it.', {
    hints: ['maestro auth --agent opencode asks for the provider, and then for the key.'],
  });
}
