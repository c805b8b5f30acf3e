import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { readCache } from '../disk/read.ts';
import { statAt } from '../disk/stat.ts';
import { readDocument, valuesOf } from './document.ts';
import { resolveConfig } from './rules.ts';

const Document = z.record(z.string(), z.unknown());

/** Keeps `config.yml` as it is now, where no value of it is refused: those hold on when one becomes wrong. CONFIG_INVALID. */
export async function keepGoodConfig({ paths }: Pick<Context, 'paths'>): Promise<void> {
  const [now, good] = [statAt(paths.config), statAt(goodFile(paths))];
  if (now === undefined || (good !== undefined && good.ctimeMs > now.ctimeMs)) return;
  const values = valuesOf(paths.config, readDocument(paths.config));
  if (resolveConfig(values).problems.length > 0) return;
  await writeAtomic(goodFile(paths), JSON.stringify(values));
}

/** The last `config.yml` without a refused value; undefined where none was seen. */
export function goodConfig({ paths }: Pick<Context, 'paths'>): unknown {
  return readCache(goodFile(paths), Document);
}

function goodFile(paths: Context['paths']): string {
  return join(paths.cache, 'config-good.json');
}
