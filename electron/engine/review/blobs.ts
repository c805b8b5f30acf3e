import { git } from '../git/git.ts';
import type { Quarantine } from './quarantine.ts';

/** What a person writes is smaller, and what is larger is looked at by nobody. */
const MOST_BYTES_EACH = 2 * 1024 * 1024;
const MOST_BYTES = 40 * 1024 * 1024;

/** Contents by their ids, as text, without those that are too large or not there. GIT_FAILED. */
export async function blobsOf(quarantine: Quarantine, oids: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await bytesOf(quarantine, oids))].map(([oid, content]) => [oid, content.toString()]));
}

/** The same as they are. GIT_FAILED. */
export async function bytesOf({ folder }: Quarantine, oids: readonly string[]): Promise<Map<string, Buffer>> {
  const asked = [...new Set(oids)].filter((oid) => !/^0+$/.test(oid));
  if (asked.length === 0) return new Map();
  const place = `--git-dir=${folder}`;
  const sizes = await git([place, 'cat-file', '--batch-check'], { input: `${asked.join('\n')}\n` });
  let room = MOST_BYTES;
  const wanted = sizes.stdout.split('\n').flatMap((line) => {
    const [oid = '', type, size] = line.split(' ');
    const bytes = Number(size);
    if (type !== 'blob' || bytes > MOST_BYTES_EACH || bytes > room) return [];
    room -= bytes;
    return [oid];
  });
  if (wanted.length === 0) return new Map();
  const read = await git([place, 'cat-file', '--batch'], { input: `${wanted.join('\n')}\n`, encoding: 'latin1' });
  return partsOf(read.stdout);
}

/** `OID blob SIZE LF content LF`, again and again; one character a byte. */
function partsOf(printed: string): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 0; at < printed.length;) {
    const end = printed.indexOf('\n', at);
    const [oid = '', , size = ''] = printed.slice(at, end).split(' ');
    const from = end + 1;
    found.set(oid, Buffer.from(printed.slice(from, from + Number(size)), 'latin1'));
    at = from + Number(size) + 1;
  }
  return found;
}
