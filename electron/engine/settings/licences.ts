import { join } from 'node:path';
import { z } from 'zod';
import { Licence } from '../../contract/settings.ts';
import type { Context } from '../context.ts';
import { readRecord } from '../disk/read.ts';
import { fail } from '../errors.ts';

const All = z.array(Licence);

/** The packages of others whose code is in this installation, as its build listed them. FILE_UNREADABLE, FILE_DAMAGED. */
export function listLicences({ paths }: Pick<Context, 'paths'>): Licence[] {
  const path = join(paths.renderer, 'licences.json');
  const all = readRecord(path, All);
  if (all === undefined) throw fail('FILE_UNREADABLE', `This installation lacks ${path}.`, { path });
  return all;
}
