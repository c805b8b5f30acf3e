import {
  type CredentialForm,
  endOf,
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
  // Its long-lived tokens, those of `claude setup-token`, last for a year.
  fromSecret: {
    kind: 'token',
    file: (accessToken, now) => {
      const expiresAt = now.getTime() + YEAR_MS;
      return { claudeAiOauth: { accessToken, refreshToken: '', expiresAt, scopes: ['user:inference'] } };
    },
  },
  read: (file) => {
    const oauth = objectOf(wholeOf(file)['claudeAiOauth']);
    if (oauth === null || secretOf(oauth['accessToken']) === null) return null;
    return endOf(oauth['expiresAt']);
  },
  jq: '.claudeAiOauth | object | if . == null or (.accessToken | secret) == null then null else .expiresAt | ending end',
  lease: (file) => {
    const { accessToken, expiresAt, scopes, subscriptionType } = objectOf(wholeOf(file)['claudeAiOauth']) ?? {};
    return { claudeAiOauth: { accessToken, refreshToken: '', expiresAt, scopes, subscriptionType } };
  },
  lend: (file, random) => {
    const { accessToken, scopes, subscriptionType } = objectOf(wholeOf(file)['claudeAiOauth']) ?? {};
    const secret = secretOf(accessToken) ?? '';
    const placeholder = placeholderOf(secret, random);
    const oauth = { accessToken: placeholder, refreshToken: '', expiresAt: PLACEHOLDER_END, scopes, subscriptionType };
    return { host: 'api.anthropic.com', header: 'bearer', secret, placeholder, file: { claudeAiOauth: oauth } };
  },
};
