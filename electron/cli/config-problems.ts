import { readConfig } from '../engine/config/config.ts';
import type { Context } from '../engine/context.ts';
import { isProblem } from '../engine/errors.ts';
import type { Output } from './output/output.ts';
import { plain } from './output/text.ts';

/** Says what of the user’s configuration is refused: what was last good of it holds on, and nobody would know. Silent with `--json`. */
export function tellOfConfig({ paths }: Pick<Context, 'paths'>, out: Output): void {
  try {
    for (const { sentence } of readConfig({ paths }).problems) out.note(`config.yml: ${plain(sentence)}`);
  } catch (error) {
    if (!isProblem(error, 'CONFIG_INVALID')) throw error;
  }
}
