import { type CredentialForm, endOf, keyFile, keyOf, placeholderOf, secretOf, wholeOf } from './credential-form.ts';

/**
 * Gemini CLI's `oauth_creds.json`. Its access tokens live for an hour, and its refresh token works for any number of
 * holders: with one the sign-in has no end, and a container gets all of it. An API key a gateway can hold.
 */
export const GEMINI_CREDENTIAL: CredentialForm = {
  file: '.gemini/oauth_creds.json',
  signIn: ['env', 'NO_BROWSER=true', 'gemini', '--skip-trust'],
  secrets: { 'api-key': keyFile },
  read: (file) => {
    const { access_token, refresh_token, expiry_date } = wholeOf(file);
    const [access, refresh] = [secretOf(access_token), secretOf(refresh_token)];
    if (refresh !== null) return 'never';
    if (access !== null) return endOf(expiry_date);
    return keyOf(file) === null ? null : 'never';
  },
  jq: `(.access_token | secret) as $access | if (.refresh_token | secret) != null then "never"
    elif $access != null then .expiry_date | ending else key end`,
  lease: wholeOf,
  lend: (file, random) => {
    const { access_token, refresh_token } = wholeOf(file);
    const secret = keyOf(file);
    if (secret === null || secretOf(access_token) !== null || secretOf(refresh_token) !== null) return null;
    const placeholder = placeholderOf(secret, random);
    const where = { host: 'generativelanguage.googleapis.com', header: 'x-goog-api-key' } as const;
    return { ...where, secret, placeholder, file: keyFile(placeholder) };
  },
  refusal:
    'Gemini CLI renews its sign-in itself every hour, so it has to have all of it. An API key is held by the gateway.',
};
