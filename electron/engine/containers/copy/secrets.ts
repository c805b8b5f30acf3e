import { type Bytes, toText } from '../../disk/bytes.ts';
import { configKeys, editConfig } from '../../git/edit.ts';
import { isSecretKey, withoutPasswords } from './secrets-rules.ts';
import type { Tree } from './tree.ts';

/** A text of a git folder without the passwords in its addresses, and a configuration without its secrets. What was taken out is said, never what it was. */
export async function withoutSecrets(
  { remarks }: Pick<Tree, 'remarks'>,
  path: Bytes,
  content: Buffer,
): Promise<Buffer> {
  const text = content.toString('latin1');
  const open = withoutPasswords(text);
  const cleaned = await withoutKeys(open === text ? content : Buffer.from(open, 'latin1'));
  if (cleaned !== content) remarks.notes.push(`What logs in somewhere was taken out of ${toText(path)}.`);
  return cleaned;
}

const WORDS = /credential|extraheader|cookies|cookiefile|sslkey|sslcert|token|secret|pass/i;

async function withoutKeys(content: Buffer): Promise<Buffer> {
  const text = content.toString('latin1');
  if (!WORDS.test(text) || !/^\s*\[/m.test(text)) return content;
  const secret = ((await configKeys(content)) ?? []).filter(isSecretKey);
  return secret.length === 0 ? content : editConfig(content, Object.fromEntries(secret.map((key) => [key, null])));
}
