import { type CredentialForm, endOf, secretOf, wholeOf } from './credential-form.ts';

/**
 * Gemini CLI's `oauth_creds.json`. Its access tokens live for an hour, and its refresh token works for any number of
 * holders: with one the sign-in has no end, and a container gets all of it.
 */
export const GEMINI_CREDENTIAL: CredentialForm = {
  file: '.gemini/oauth_creds.json',
  signIn: ['env', 'NO_BROWSER=true', 'gemini', '--skip-trust'],
  read: (file) => {
    const { access_token, refresh_token, expiry_date } = wholeOf(file);
    const [access, refresh] = [secretOf(access_token), secretOf(refresh_token)];
    if (refresh !== null) return 'never';
    return access === null ? null : endOf(expiry_date);
  },
  jq: `(.access_token | secret) as $access | if (.refresh_token | secret) != null then "never"
    elif $access == null then null else .expiry_date | ending end`,
  lease: wholeOf,
  lend: { refusal: 'Gemini CLI renews its sign-in itself every hour, so it has to have all of it.' },
};
