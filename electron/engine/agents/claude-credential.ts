import {
  type CredentialForm,
  endOf,
  keyFile,
  keyOf,
  type Loan,
  objectOf,
  PLACEHOLDER_END,
  placeholderOf,
  secretOf,
  wholeOf,
} from './credential-form.ts';

const YEAR_MS = 365 * 86_400_000;

/**
 * Claude Code's `.credentials.json`. A container gets it without the refresh token: that one works once, so of several
 * holders all but one would be logged out, and only the host keeps it.
 */
export const CLAUDE_CREDENTIAL: CredentialForm = {
  file: '.claude/.credentials.json',
  signIn: ['claude', 'auth', 'login'],
  secrets: {
    // Its long-lived tokens, those of `claude setup-token`, last for a year.
    token: (accessToken, now) => {
      const expiresAt = now.getTime() + YEAR_MS;
      return { claudeAiOauth: { accessToken, refreshToken: '', expiresAt, scopes: ['user:inference'] } };
    },
    'api-key': keyFile,
  },
  read: (file) => {
    const oauth = objectOf(wholeOf(file)['claudeAiOauth']);
    if (oauth === null || secretOf(oauth['accessToken']) === null) return keyOf(file) === null ? null : 'never';
    return endOf(oauth['expiresAt']);
  },
  jq: `(.claudeAiOauth | object) as $oauth | if $oauth == null or ($oauth.accessToken | secret) == null then key
    else $oauth.expiresAt | ending end`,
  lease: (file) => {
    const { accessToken, expiresAt, scopes, subscriptionType } = objectOf(wholeOf(file)['claudeAiOauth']) ?? {};
    if (secretOf(accessToken) === null) return keyFile(keyOf(file) ?? '');
    return { claudeAiOauth: { accessToken, refreshToken: '', expiresAt, scopes, subscriptionType } };
  },
  lend: (file, random) => {
    const { accessToken, scopes, subscriptionType } = objectOf(wholeOf(file)['claudeAiOauth']) ?? {};
    const secret = secretOf(accessToken);
    if (secret === null) return lendKey(keyOf(file) ?? '', random);
    const placeholder = placeholderOf(secret, random);
    const oauth = { accessToken: placeholder, refreshToken: '', expiresAt: PLACEHOLDER_END, scopes, subscriptionType };
    return { host: 'api.anthropic.com', header: 'bearer', secret, placeholder, file: { claudeAiOauth: oauth } };
  },
};

function lendKey(secret: string, random: string): Loan {
  const placeholder = placeholderOf(secret, random);
  return { host: 'api.anthropic.com', header: 'x-api-key', secret, placeholder, file: keyFile(placeholder) };
}
