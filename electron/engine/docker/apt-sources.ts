/** One archive that apt reads: where, which releases of it, which parts. */
export interface AptSource {
  readonly uri: string;
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** Keyring file or inline key; null where apt's own keys count. */
  readonly signedBy: string | null;
}

/** The distribution's own archives among a host's sources. */
export interface DistributionArchives {
  /** Where the release itself lies. */
  readonly mirror: string;
  readonly components: readonly string[];
  /** Updates and security fixes, as the host reads them. */
  readonly updates: readonly { readonly uri: string; readonly suite: string }[];
}

/** Archives of one `*.list` file: `deb [options] uri suite component…` a line. Source packages and comments are left out. */
export function parseOneLineSources(text: string): AptSource[] {
  return text.split('\n').flatMap((line) => {
    const found = /^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+([^#]+?)\s*(?:#.*)?$/.exec(line);
    if (found === null) return [];
    const [suite = '', ...components] = (found[3] ?? '').split(/\s+/);
    const signedBy = /(?:^|\s)signed-by=(\S+)/.exec(found[1] ?? '')?.[1] ?? null;
    return [{ uri: found[2] ?? '', suites: [suite], components, signedBy }];
  });
}

/** Archives of one `*.sources` file (deb822): stanzas of `Field: value`, continued on indented lines. */
export function parseDeb822Sources(text: string): AptSource[] {
  return text.split(/\n[ \t]*(?:\n|$)/).flatMap((stanza) => {
    const fields = readStanza(stanza);
    const words = (field: string): string[] => (fields.get(field) ?? '').split(/\s+/).filter(Boolean);
    if (!words('types').includes('deb') || /^(no|false|0)$/i.test(fields.get('enabled') ?? 'yes')) return [];
    const signedBy = fields.get('signed-by') ?? null;
    const source = { suites: words('suites'), components: words('components'), signedBy };
    return words('uris').map((uri) => ({ ...source, uri }));
  });
}

function readStanza(stanza: string): Map<string, string> {
  const fields = new Map<string, string>();
  let field = '';
  for (const line of stanza.split('\n')) {
    if (line.startsWith('#')) continue;
    const named = /^([A-Za-z0-9-]+):\s*(.*)$/.exec(line);
    if (named !== null) fields.set((field = (named[1] ?? '').toLowerCase()), (named[2] ?? '').trim());
    else if (/^\s/.test(line) && field !== '') fields.set(field, `${fields.get(field) ?? ''}\n${line.trim()}`.trim());
  }
  return fields;
}

/**
 * The archives of the distribution itself, for one of its releases: other vendors' archives are told by their keys.
 * Undefined when the host's apt reads none that a new system could be made from.
 */
export function distributionArchives(sources: readonly AptSource[], release: string): DistributionArchives | undefined {
  const own = sources.filter(({ components, signedBy }) => components.includes('main') && isDistributionKey(signedBy));
  const usable = own.filter(({ uri }) => /^(https?|file):/.test(uri));
  const mirror = usable.find(({ suites }) => suites.includes(release));
  if (mirror === undefined) return undefined;
  const updates = ['updates', 'security'].flatMap((kind) =>
    usable.flatMap(({ uri, suites }) =>
      suites
        .filter((suite) => [`${release}-${kind}`, `${release}/${kind}`].includes(suite))
        .map((suite) => ({ uri, suite })),
    ),
  );
  const components = ['main', 'universe'].filter((component) => mirror.components.includes(component));
  return { mirror: mirror.uri, components, updates };
}

function isDistributionKey(signedBy: string | null): boolean {
  return signedBy === null || /(^|\/)(debian|ubuntu)-archive-keyring\.(gpg|pgp|asc)$/.test(signedBy);
}

/** The archives as a `sources.list`, signed by the distribution's keys. */
export function renderSources(
  archives: DistributionArchives,
  { release, keyring }: { release: string; keyring: string },
): string {
  const lines = [{ uri: archives.mirror, suite: release }, ...archives.updates];
  const components = archives.components.join(' ');
  return lines.map(({ uri, suite }) => `deb [signed-by=${keyring}] ${uri} ${suite} ${components}\n`).join('');
}
