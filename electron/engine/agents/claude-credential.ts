import { type CredentialForm, endOf, objectOf, secretOf, wholeOf } from './credential-form.ts';

/**
 * Claude Code's `.credentials.json`. A container gets it without the refresh token: that one works once, so of several
 * holders all but one would be logged out, and only the host keeps it.
 */
export const CLAUDE_CREDENTIAL: CredentialForm = {
  file: '.claude/.credentials.json',
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
};
