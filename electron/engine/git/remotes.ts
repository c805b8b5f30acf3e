/** Where a remote's URL leads, as far as the gateway must know. */
export interface RemoteHost {
  readonly host: string;
  readonly ssh: boolean;
}

/** The host of a remote's URL (pure): `git@host:path`, `ssh://`, `https://`, `git://`. Undefined for a local path. */
export function remoteHost(url: string): RemoteHost | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]*)/i.exec(url);
  if (scheme !== null) return named(scheme[2], /^(git\+)?ssh|^ssh\+git/i.test(scheme[1] ?? ''), scheme[1]);
  const short = /^(?:[^@/:]+@)?([a-z0-9][a-z0-9.-]+):(?!\/\/)/i.exec(url);
  return short === null ? undefined : named(short[1], true);
}

function named(host: string | undefined, ssh: boolean, scheme = 'ssh'): RemoteHost | undefined {
  const name = host?.toLowerCase() ?? '';
  const reachable = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name);
  return reachable && scheme.toLowerCase() !== 'file' ? { host: name, ssh } : undefined;
}
