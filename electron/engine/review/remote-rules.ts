/** A repository on a forge. */
export interface Forged {
  readonly host: string;
  readonly owner: string;
  readonly repository: string;
}

/**
 * The repository that a remote's address names on a forge (pure); undefined for another host, another way to reach it, or
 * an address that is not `OWNER/REPOSITORY`.
 */
export function forgedAt(url: string, host: string): Forged | undefined {
  const form = /^(?:https:\/\/(?:[^@/\s]+@)?|ssh:\/\/(?:\w[\w.-]*@)?|\w[\w.-]*@)([a-z0-9.-]+)(?::\d+)?[/:]([^\s?#]+)$/i;
  const [, found = '', path = ''] = form.exec(url) ?? [];
  const [, owner, repository] = /^\/?([\w][\w.-]*)\/([\w.-]+?)(?:\.git)?\/?$/.exec(path) ?? [];
  if (found.toLowerCase() !== host.toLowerCase() || owner === undefined || repository === undefined) return undefined;
  return /^\.+$/.test(repository) ? undefined : { host: host.toLowerCase(), owner, repository };
}

/** Where each remote is pushed to, read from `git config --null --get-regexp` of their addresses (pure). */
export function readRemotes(printed: string): Map<string, string> {
  const [fetched, pushed] = [new Map<string, string>(), new Map<string, string>()];
  for (const pair of printed.split('\0')) {
    const [, name = '', kind = '', url = ''] = /^remote\.(.+)\.(pushurl|url)\n(.*)$/s.exec(pair) ?? [];
    const into = kind === 'pushurl' ? pushed : fetched;
    if (name !== '' && url !== '' && !into.has(name)) into.set(name, url);
  }
  return new Map([...fetched, ...pushed]);
}

/** The remote that is meant (pure): the named one, else `origin`, else the only one. */
export function chosenRemote(remotes: ReadonlyMap<string, string>, wanted: string | null): string | undefined {
  if (wanted !== null) return remotes.has(wanted) ? wanted : undefined;
  const [only, ...more] = remotes.keys();
  return remotes.has('origin') ? 'origin' : more.length === 0 ? only : undefined;
}
