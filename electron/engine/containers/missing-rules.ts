import type { EgressRow } from '../../contract/egress.ts';
import { findEntry } from '../config/entries.ts';

/** The rule that would let a refused request pass (pure); undefined where many share its row, or no rule can name its path. */
export function missingRule({
  rule,
  host,
  method,
  path,
}: Pick<EgressRow, 'rule' | 'host' | 'method' | 'path'>): string | undefined {
  if (method === null || path === null || path === '/*') return undefined;
  const repository = path.replace(/\/(info\/refs|git-upload-pack|git-receive-pack)$/, '');
  const texts: Readonly<Record<string, string>> = {
    'no-rule': `${method} ${host}${path}`,
    'no-fetch': `git-read ${host}${repository}`,
    'no-push': `git-push ${host}${repository}`,
  };
  return findEntry(texts[rule] ?? '');
}
