import { parseYaml } from '../disk/yaml.ts';
import { type CredentialForm, type LentAt, objectOf, placeholderOf, secretOf, wholeOf } from './credential-form.ts';

/** Where the forge is without `github.hostname`. */
export const GITHUB = 'github.com';

interface Forge {
  readonly host: string;
  readonly user: string;
  readonly token: string;
}

/**
 * The `hosts.yml` of GitHub's command line: a token for each forge, of which the first counts. A container's is written as
 * JSON, which is YAML as well. Tokens have no end, and nothing renews them.
 */
export const GITHUB_CREDENTIAL: CredentialForm = {
  file: '.config/gh/hosts.yml',
  signIn: ['gh', 'auth', 'login', '--git-protocol', 'https', '--web', '--hostname', GITHUB],
  secrets: { token: (token, _now, host) => hostsFile({ host, user: ANYBODY, token }) },
  parse: parseYaml,
  read: (file) => (findForge(file) === null ? null : 'never'),
  // No container tells of it: its agent works without.
  jq: 'null',
  lease: (file) => hostsFile(findForge(file) ?? { host: GITHUB, user: ANYBODY, token: '' }),
  lend: (file, random) => {
    const forge = findForge(file);
    if (forge === null) return null;
    const placeholder = placeholderOf(forge.token, random);
    const more = placesOf(forge.host);
    const first = { host: forge.host, header: 'basic' } as const;
    return { ...first, more, secret: forge.token, placeholder, file: hostsFile({ ...forge, token: placeholder }) };
  },
};

/** Whoever has a token may have any name. */
const ANYBODY = 'x-access-token';

/** Names that git and `gh` must reach for a forge (pure). */
export function forgeHosts(host: string): string[] {
  return [...new Set([host, ...placesOf(host).map((place) => place.host)])];
}

/** Beside git, which sends a password: where `gh` sends its token, and how it and others write that. */
function placesOf(host: string): LentAt[] {
  const interfaces =
    host === GITHUB ? [`api.${host}`, `uploads.${host}`] : host.endsWith('.ghe.com') ? [`api.${host}`] : [host];
  return interfaces.flatMap((name) => [
    { host: name, header: 'token' },
    { host: name, header: 'bearer' },
  ]);
}

function hostsFile({ host, user, token }: Forge): unknown {
  return { [host]: { user, oauth_token: token, git_protocol: 'https' } };
}

function findForge(file: unknown): Forge | null {
  for (const [host, value] of Object.entries(wholeOf(file))) {
    const own = objectOf(value);
    const user = secretOf(own?.['user']) ?? ANYBODY;
    const token =
      secretOf(own?.['oauth_token']) ?? secretOf(objectOf(objectOf(own?.['users'])?.[user])?.['oauth_token']);
    if (token !== null) return { host: host.toLowerCase(), user, token };
  }
  return null;
}
