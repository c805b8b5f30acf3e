import { parseJson } from '../../contract/json.ts';
import {
  type CredentialForm,
  type End,
  endOf,
  type Loan,
  NotOfForm,
  objectOf,
  PLACEHOLDER_END,
  PLACEHOLDER_MARK,
  placeholderOf,
  secretOf,
  wholeOf,
} from './credential-form.ts';

/** Codex' `auth.json`: tokens of a sign-in, the access token a JWT that says when it ends, or an API key. */
export const CODEX_CREDENTIAL: CredentialForm = {
  file: '.codex/auth.json',
  signIn: ['codex', 'login', '--device-auth'],
  secrets: { 'api-key': (key) => ({ OPENAI_API_KEY: key, tokens: null }) },
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
  lend: (file, random) => {
    const whole = wholeOf(file);
    const tokens = objectOf(whole['tokens']);
    return secretOf(tokens?.['access_token']) === null ? lendKey(whole, random) : lendTokens(tokens ?? {}, random);
  },
};

function lendKey(whole: Readonly<Record<string, unknown>>, random: string): Loan {
  const secret = secretOf(whole['OPENAI_API_KEY']) ?? '';
  const placeholder = placeholderOf(secret, random);
  const file = { OPENAI_API_KEY: placeholder, tokens: null };
  return { host: 'api.openai.com', header: 'bearer', secret, placeholder, file };
}

/** Both tokens say who is signed in, which Codex reads and does not verify; `last_refresh` keeps it from renewing them. */
function lendTokens(tokens: Readonly<Record<string, unknown>>, random: string): Loan {
  const secret = secretOf(tokens['access_token']) ?? '';
  const placeholder = jwtLike(secret, random);
  const id_token = typeof tokens['id_token'] === 'string' ? { id_token: jwtLike(tokens['id_token'], random) } : {};
  const { account_id } = tokens;
  const inside = { ...id_token, access_token: placeholder, refresh_token: '', account_id };
  const last_refresh = new Date(PLACEHOLDER_END).toISOString();
  return {
    host: 'chatgpt.com',
    header: 'bearer',
    secret,
    placeholder,
    file: { OPENAI_API_KEY: null, tokens: inside, last_refresh },
  };
}

/** A JWT with the same claims and a late end, which nobody signed. */
function jwtLike(token: string, random: string): string {
  const [head = '', claims = ''] = token.split('.');
  const held = readClaims(claims);
  if (held === undefined) return placeholderOf(token, random);
  const late = Buffer.from(JSON.stringify({ ...held, exp: PLACEHOLDER_END / 1000 })).toString('base64url');
  return `${head}.${late}.${PLACEHOLDER_MARK}${random}`;
}

function readClaims(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return objectOf(parseJson(Buffer.from(text, 'base64url').toString('utf8'))) ?? undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof NotOfForm) return undefined;
    throw error;
  }
}

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
