import { domainToASCII } from 'node:url';
import { fail } from '../errors.ts';

/** Where a connection would go. */
export interface Target {
  /** Without user, query and fragment. */
  readonly url: string;
  /** What would be spoken, as the gateway's parts are called. */
  readonly protocol: 'http' | 'tls' | 'ssh' | 'other';
  readonly host: string;
  readonly port: number;
  /** What a request would ask for, and what stands behind its question mark. */
  readonly path: string;
  readonly query: string;
}

const PROTOCOLS: Readonly<Record<string, readonly [protocol: Target['protocol'], port: number]>> = {
  http: ['http', 80],
  ws: ['http', 80],
  https: ['tls', 443],
  wss: ['tls', 443],
  ssh: ['ssh', 22],
  'git+ssh': ['ssh', 22],
  git: ['other', 9418],
  ftp: ['other', 21],
};

/** What a bare `host:port` speaks; elsewhere nothing that the gateway knows. */
const BY_PORT: Readonly<Record<number, string>> = { 80: 'http', 443: 'https', 22: 'ssh' };

/** Reads a URL, `git@host:path`, `host` or `host:port` (pure). URL_INVALID. */
export function readTarget(text: string): Target {
  const given = text.trim();
  const target = fromUrl(given) ?? fromRemote(given) ?? fromHost(given);
  if (target !== undefined) return target;
  throw fail('URL_INVALID', `${JSON.stringify(given.slice(0, 200))} is not where a connection could go.`);
}

function fromUrl(text: string): Target | undefined {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(text) ?? [];
  if (scheme === '') return undefined;
  // Only URLs of the web have their host read and spelled by the rules of host names.
  const readable = `http://${rest}`;
  if (!URL.canParse(readable)) return undefined;
  const { hostname, port, pathname, search } = new URL(readable);
  const given = { host: hostname, port: /:80(\/|$)/.test(rest) ? '80' : port, path: pathname };
  return made(scheme.toLowerCase(), { ...given, query: search.slice(1) });
}

function fromRemote(text: string): Target | undefined {
  const [, host = '', path = ''] = /^[^@/:\s]+@([^@/:\s]+):(?!\/\/)(\S*)$/.exec(text) ?? [];
  return host === '' ? undefined : made('ssh', { host, port: '', path: `/${path}` });
}

function fromHost(text: string): Target | undefined {
  const [, host = '', port = '', path = ''] = /^([^@/:\s?#]+)(?::(\d{1,5}))?(\/[^?#\s]*)?$/.exec(text) ?? [];
  if (host === '') return undefined;
  return made(port === '' ? 'https' : (BY_PORT[Number(port)] ?? 'tcp'), { host, port, path });
}

interface Given {
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query?: string;
}

function made(scheme: string, given: Given): Target | undefined {
  const [protocol, usual] = PROTOCOLS[scheme] ?? ['other', 0];
  const port = given.port === '' ? usual : Number(given.port);
  const host = domainToASCII(given.host).replace(/\.$/, '');
  if (host === '' || port < 1 || port > 65_535) return undefined;
  const shownPort = port === usual ? '' : `:${port}`;
  const url = `${scheme}://${host}${shownPort}${given.path === '/' ? '' : given.path}`;
  return { url, protocol, host, port, path: given.path === '' ? '/' : given.path, query: given.query ?? '' };
}
