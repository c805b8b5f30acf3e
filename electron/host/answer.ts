import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Access } from './access.ts';
import { findPageFile, type PageFile } from './files.ts';
import { encodingFor, hasAlready, type Packer } from './packing.ts';
import { NOT_BUILT_PAGE, NOT_FOUND_PAGE, type PlainPage, SIGN_IN_PAGE, SIGNED_IN_PAGE } from './pages.ts';

/** What an answer rests on. */
export interface Visit {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** The place that is served, and to whom. */
export interface Site {
  readonly port: number;
  /** Folder of the built page. */
  readonly folder: string;
  readonly access: Access;
  readonly pack: Packer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

const HTML = 'text/html; charset=utf-8';
const YEAR_SECONDS = 31_536_000;
const COOKIE = { path: '/', httpOnly: true, sameSite: 'strict' } as const;

/** Answers one request: foreign sites first, then the token, then the sign-in, then the page's files. */
export async function answerVisit(site: Site, visit: Visit): Promise<Answer> {
  const foreign = refusalOf(site.port, visit.headers);
  if (foreign !== undefined) return plainText(403, foreign);
  if (visit.method !== 'GET' && visit.method !== 'HEAD')
    return plainText(405, 'Only GET is answered.', { Allow: 'GET' });
  if (!visit.url.startsWith('/')) return plainText(400, 'Only paths are answered.');

  const [path = '/', query = ''] = visit.url.split('?', 2);
  const signedIn = site.access.admits(signInOf(site.port, visit.headers));
  const token = path === '/' && visit.method === 'GET' ? new URLSearchParams(query).get('token') : null;
  if (token !== null) return answerToken(site, token, { signedIn, from: visit.headers['sec-fetch-site'] });
  if (path === '/signed-in') return plainText(signedIn ? 204 : 401, '');
  if (!signedIn) return plainPage(SIGN_IN_PAGE);
  return answerFile(site, path, visit.headers);
}

/** Why a request does not come from this site's own page or from the address bar; undefined when it does. */
export function refusalOf(port: number, headers: IncomingHttpHeaders): string | undefined {
  const { host, origin } = headers;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return 'Unknown host name.';
  if (origin !== undefined && origin !== `http://${host}`) return 'Other sites have no access.';
  return undefined;
}

/** The sign-in of a request's cookie. Cookies ignore ports, so its name holds the port. */
export function signInOf(port: number, headers: IncomingHttpHeaders): string | undefined {
  return parseCookie(headers.cookie ?? '')[cookieName(port)];
}

function answerToken(site: Site, token: string, by: { signedIn: boolean; from: unknown }): Answer {
  const signIn = site.access.redeem(token);
  if (signIn === undefined) return by.signedIn ? plainText(303, '', { Location: '/' }) : plainPage(SIGN_IN_PAGE);
  const cookie = { 'Set-Cookie': stringifySetCookie(cookieName(site.port), signIn, COOKIE) };
  const fromElsewhere = by.from === 'cross-site' || by.from === 'same-site';
  if (fromElsewhere) return plainPage(SIGNED_IN_PAGE, { ...cookie, Refresh: '0; url=/' });
  return plainText(303, '', { ...cookie, Location: '/' });
}

async function answerFile(site: Site, path: string, headers: IncomingHttpHeaders): Promise<Answer> {
  const file = await findPageFile(site.folder, path);
  if (file !== undefined) return pageFile(site, file, headers);
  return plainPage(path === '/' ? NOT_BUILT_PAGE : NOT_FOUND_PAGE);
}

/**
 * Only the built page's files are packed: they hold nothing secret, and nothing of what a visitor sends. Packing a
 * secret beside a stranger's text would tell the secret by the answer's length.
 */
async function pageFile({ pack }: Site, file: PageFile, asked: IncomingHttpHeaders): Promise<Answer> {
  const wanted = file.packable ? encodingFor(asked['accept-encoding']) : undefined;
  const { body, etag, encoding } = await pack(file.content, wanted);
  const headers = {
    'Cache-Control': file.immutable ? `private, max-age=${YEAR_SECONDS}, immutable` : 'private, no-cache',
    ETag: etag,
    ...(file.packable ? { Vary: 'Accept-Encoding' } : {}),
  };
  if (hasAlready(etag, asked['if-none-match'])) return { status: 304, headers, body: '' };
  const packing = encoding === undefined ? undefined : { 'Content-Encoding': encoding };
  const length = { 'Content-Length': String(body.length) };
  return { status: 200, headers: { ...headers, 'Content-Type': file.type, ...length, ...packing }, body };
}

function plainPage(page: PlainPage, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: page.status, headers: { 'Content-Type': HTML, ...headers }, body: page.html };
}

function plainText(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, body: text };
}

function cookieName(port: number): string {
  return `maestro-${port}`;
}
