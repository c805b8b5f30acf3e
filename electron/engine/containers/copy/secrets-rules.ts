import type { Bytes } from '../../disk/bytes.ts';

/** Settings that hold a secret, or say where one lies on this machine. */
const SECRET_KEY =
  /^credential\.|\.(extraheader|cookiefile|savecookies|sslkey|sslcert|proxysslkey|proxysslcert)$|(^|\.|_|-)\w*(token|secret|passwd|password|passphrase|pass)$/i;

/** Whether a setting of a git configuration stays on this machine (pure). */
export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key);
}

/**
 * A text without the user names and passwords of its addresses (pure). The user name of ssh alone stays: it is part of the
 * address, and no secret.
 */
export function withoutPasswords(text: Bytes): Bytes {
  return text.replace(/\b([a-z][a-z0-9+.-]*):\/\/([^/\s]*)@/gi, (whole, scheme: string, login: string) => {
    if (!/ssh/i.test(scheme)) return `${scheme}://`;
    return login.includes(':') ? `${scheme}://${login.slice(0, login.indexOf(':'))}@` : whole;
  });
}

/** Parts of a repository that no text is looked for in: git's own binary files, and what other tools store. */
const BINARY = /^(objects|lfs|annex|reftable|svn|modules)(\/|$)|^(index|sharedindex\.|fsmonitor--daemon)/;

/** Whether a file of a git folder may hold addresses with passwords (pure). */
export function mayHoldPasswords(path: Bytes): boolean {
  return !BINARY.test(path);
}
