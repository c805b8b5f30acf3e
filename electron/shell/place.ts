/** The window's own address. Its scheme is served from the built page alone. */
export const SCHEME = 'app';
export const ORIGIN = `${SCHEME}://maestro`;
export const PAGE = `${ORIGIN}/`;

/** Whether an address is the page itself, wherever in it. */
export function isOwnPage(address: string): boolean {
  const url = parse(address);
  return url?.protocol === `${SCHEME}:` && url.host === 'maestro' && url.pathname === '/';
}

/** What a person is asked before an address opens outside; undefined for one that never does. */
export function outsideLink(address: string): { readonly url: string; readonly host: string } | undefined {
  const url = parse(address);
  if (url?.protocol !== 'https:' || url.host === '' || url.username !== '' || url.password !== '') return undefined;
  return { url: url.href, host: url.host };
}

/** The one thing that the page may ask of the system: to put selected text on the clipboard. */
export function isAllowed(permission: string, requester: string): boolean {
  return permission === 'clipboard-sanitized-write' && (requester === ORIGIN || isOwnPage(requester));
}

function parse(address: string): URL | undefined {
  return address.length <= 2048 && URL.canParse(address) ? new URL(address) : undefined;
}
