import { parseJson } from '../../contract/json.ts';
import { type CredentialForm, type End, endOf, NotOfForm, objectOf, secretOf, wholeOf } from './credential-form.ts';

/** Codex' `auth.json`: tokens of a sign-in, the access token a JWT that says when it ends, or an API key. */
export const CODEX_CREDENTIAL: CredentialForm = {
  file: '.codex/auth.json',
  signIn: ['codex', 'login', '--device-auth'],
  fromSecret: { kind: 'api-key', file: (key) => ({ OPENAI_API_KEY: key, tokens: null }) },
  read: (file) => {
    const whole = wholeOf(file);
    const token = secretOf(objectOf(whole['tokens'])?.['access_token']);
    if (token !== null) return endOfJwt(token);
    return secretOf(whole['OPENAI_API_KEY']) === null ? null : 'never';
  },
  jq: `(.tokens | object | if . == null then null else .access_token | secret end) as $token
    | if $token == null then (if (.OPENAI_API_KEY | secret) == null then null else "never" end)
      else (try ($token | split(".") | if length != 3 then bad else .[1] end
        | if test("\\\\A[A-Za-z0-9_-]+\\\\z") then gsub("-"; "+") | gsub("_"; "/") else bad end
        | . + ("===="[0:((4 - (length % 4)) % 4)]) | @base64d | fromjson
        | if type == "object" and (.exp | type) == "number" then .exp * 1000 | ending else bad end) catch "never") end`,
  lease: (file) => {
    const whole = wholeOf(file);
    const tokens = objectOf(whole['tokens']);
    return tokens === null ? whole : { ...whole, tokens: { ...tokens, refresh_token: '' } };
  },
};

/** `never` for a token that does not tell its end. */
function endOfJwt(token: string): End {
  const parts = token.split('.');
  const claims = parts[1] ?? '';
  if (parts.length !== 3 || !/^[\w-]+$/.test(claims)) return 'never';
  try {
    const exp = objectOf(parseJson(Buffer.from(claims, 'base64url').toString('utf8')))?.['exp'];
    return typeof exp === 'number' ? endOf(exp * 1000) : 'never';
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotOfForm) return 'never';
    throw error;
  }
}
