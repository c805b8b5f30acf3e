import type { Context } from '../context.ts';
import { writeAtomic } from '../disk/atomic.ts';
import { withLock } from '../disk/lock.ts';
import { readText } from '../disk/read.ts';
import { parseYaml } from '../disk/yaml.ts';
import { fail } from '../errors.ts';
import { resolveConfig } from './rules.ts';

/**
 * Puts a whole text in the place of `config.yml`. CONFIG_INVALID, and nothing is changed, when it is no YAML, holds a value that is
 * refused, or somebody else changed the file since it was `before`.
 */
export async function replaceConfig(
  { paths }: Pick<Context, 'paths'>,
  { before, after }: { readonly before: string; readonly after: string },
): Promise<void> {
  const { problems } = resolveConfig(valuesIn(after) ?? {});
  if (problems.length > 0) throw fail('CONFIG_INVALID', problems.map(({ sentence }) => sentence).join(' '));
  await withLock({ folder: paths.locks, name: 'config' }, async () => {
    if ((readText(paths.config) ?? '') !== before)
      throw fail('CONFIG_INVALID', `${paths.config} was changed meanwhile.`);
    await writeAtomic(paths.config, after);
  });
}

function valuesIn(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw fail('CONFIG_INVALID', `This is no valid YAML: ${error.message}.`, { cause: error });
  }
}
