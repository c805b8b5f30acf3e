import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A module of `build/`, which is plain JavaScript: a test says what it expects of it. */
export async function buildModule<Module>(name: string): Promise<Module> {
  return (await import(join(ROOT, 'build', name))) as Module;
}
