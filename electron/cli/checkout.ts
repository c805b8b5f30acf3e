import { realpath } from 'node:fs/promises';

/** The project around a folder: the checkout that it is in, else the folder itself. */
export async function projectAround(folder = '.'): Promise<string> {
  const { findCheckout } = await import('../engine/git/head.ts');
  const real = await realpath(folder).catch(() => folder);
  return findCheckout(real)?.root ?? real;
}
