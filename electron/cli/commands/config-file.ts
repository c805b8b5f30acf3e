import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configFindings } from '../../engine/config/config.ts';
import { replaceConfig } from '../../engine/config/replace.ts';
import { makeFolder } from '../../engine/disk/atomic.ts';
import { userPaths } from '../../engine/disk/paths.ts';
import { readText } from '../../engine/disk/read.ts';
import { fail, isProblem, problemOf } from '../../engine/errors.ts';
import { runHere } from '../../engine/run.ts';
import type { Call } from '../arguments/command.ts';
import { lines, ok } from '../output/words.ts';
import { plain } from '../output/text.ts';

const START = '# Maestro: containers, networks, the daemon. maestro help configuration names every key.\n';

/** Opens `config.yml` in the user’s editor. What cannot be used replaces nothing, and is kept for another try. */
export async function edit({ out }: Call): Promise<number | undefined> {
  const paths = userPaths();
  const before = readText(paths.config) ?? '';
  await makeFolder(paths.cache);
  const folder = await mkdtemp(join(paths.cache, 'edit-'));
  const copy = join(folder, 'config.yml');
  const start = before === '' ? START : before;
  await writeFile(copy, start, { mode: 0o600 });
  const editor = process.env['VISUAL'] ?? process.env['EDITOR'] ?? 'vi';
  const { code: ended } = await openEditor(editor, copy);
  const after = await readFile(copy, 'utf8');
  if (ended !== 0) {
    if (after === start) await rm(folder, { recursive: true, force: true });
    throw fail('INPUT_INVALID', `${editor} ended with status ${ended ?? 'none'}; nothing was changed.`, {
      hints: after === start ? ['Name your editor: export EDITOR=nano'] : [`What you wrote is in ${copy}`],
    });
  }
  try {
    if (after !== before) await replaceConfig({ paths }, { before, after });
  } catch (error) {
    if (!isProblem(error, 'CONFIG_INVALID')) throw error;
    const { code, sentence } = problemOf(error);
    throw fail(code, sentence, { hints: [`Nothing was changed. What you wrote is in ${copy}`], cause: error });
  }
  await rm(folder, { recursive: true, force: true });
  out.result({ path: paths.config, changed: after !== before }, () =>
    after === before ? `${paths.config} was not changed.` : ok(`${paths.config} is changed`),
  );
  return undefined;
}

/** As git runs it: the variable may hold arguments too. */
function openEditor(editor: string, file: string): ReturnType<typeof runHere> {
  return runHere('sh', ['-c', `${editor} "$1"`, 'sh', file]);
}

/** Says what is wrong with `config.yml`; with status 1 where anything is. */
export function doctor({ out }: Call): Promise<number> {
  const paths = userPaths();
  const findings = configFindings({ paths }).map(({ sentence }) => sentence);
  out.result({ path: paths.config, findings }, () =>
    findings.length === 0
      ? ok(`${paths.config} is good`)
      : lines(findings.map((sentence) => `[!!] ${plain(sentence)}`)),
  );
  return Promise.resolve(findings.length === 0 ? 0 : 1);
}
