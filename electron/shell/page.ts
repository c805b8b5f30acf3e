import { findPageFile } from '../host/files.ts';
import { SECURITY_HEADERS } from '../host/headers.ts';
import { NOT_BUILT_PAGE } from '../host/pages.ts';
import { ORIGIN, SCHEME } from './place.ts';

/** A file of the built page, with the same headers as in browser mode. Anything else does not exist. */
export async function answerPage(folder: string, request: Pick<Request, 'method' | 'url'>): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  const isOurs = `${SCHEME}://${host}` === ORIGIN && request.method === 'GET';
  const file = isOurs ? await findPageFile(folder, pathname) : undefined;
  if (file !== undefined)
    return new Response(new Uint8Array(file.content), {
      headers: { ...SECURITY_HEADERS, 'Content-Type': file.type, 'Cache-Control': 'no-store' },
    });
  const page = isOurs && pathname === '/' ? NOT_BUILT_PAGE : { status: 404, html: '' };
  return new Response(page.html, {
    status: page.status,
    headers: { ...SECURITY_HEADERS, 'Content-Type': 'text/html; charset=utf-8' },
  });
}
