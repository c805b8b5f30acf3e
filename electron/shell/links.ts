import { z } from 'zod';
import { ContainerName } from '../contract/ids.ts';

/** The scheme by which others point into Maestro. */
export const LINK_SCHEME = 'maestro';
const SCHEME = `${LINK_SCHEME}:`;
const MOST_CHARS = 500;

const Word = z.string().regex(/^[a-z]{1,20}$/);
const Id = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);

/** What a link may name, and the place of the page for it; the page itself ignores what it does not know. */
const PLACES = z.union([
  z.tuple([z.enum(['inbox', 'fleet', 'missions', 'review', 'system'])]).transform(([at]) => `#/${at}`),
  z.tuple([z.literal('system'), Word]).transform(([, tab]) => `#/system/${tab}`),
  z
    .tuple([z.literal('container'), ContainerName])
    .transform(([, name]) => `#/container/${encodeURIComponent(name)}/agent`),
  z.tuple([z.literal('review'), ContainerName]).transform(([, name]) => `#/review/${encodeURIComponent(name)}`),
  z.tuple([z.literal('mission'), Id]).transform(([, id]) => `#/missions//${encodeURIComponent(id)}`),
]);

/**
 * The place of the page that a link such as `maestro://container/maestro-feat-login-1` leads to; undefined for anything
 * else. A link comes from anywhere, so it can go somewhere and nothing more.
 */
export function linkedPlace(link: string): string | undefined {
  if (link.length > MOST_CHARS || !URL.canParse(link)) return undefined;
  const { protocol, host, pathname, username, search, hash } = new URL(link);
  if (protocol !== SCHEME || username !== '' || search !== '' || hash !== '') return undefined;
  try {
    const parts = [host, ...pathname.split('/').slice(1)].map((part) => decodeURIComponent(part));
    if (parts.length > 1 && parts.at(-1) === '') parts.pop();
    return PLACES.safeParse(parts).data;
  } catch {
    return undefined;
  }
}

/** The link among the words that a system starts a program with. */
export function linkAmong(words: readonly string[]): string | undefined {
  return words.findLast((word) => word.startsWith(`${SCHEME}//`));
}
