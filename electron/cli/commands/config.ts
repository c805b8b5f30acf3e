import type { ConfigEdit } from '../../contract/config.ts';
import { inspectConfig } from '../../engine/project/config/inspector.ts';
import { type ConfigEdited, editConfig } from '../../engine/project/config/edit-config.ts';
import type { Call } from '../arguments/command.ts';
import { argument, isOn } from '../arguments/options.ts';
import { lines, next, ok, undo } from '../output/words.ts';
import { cut, plain } from '../output/text.ts';
import { openProject } from '../project.ts';

/** Shows every key. What workers get as their environment is masked: a terminal is looked at by others too. */
export function list(call: Call): Promise<undefined> {
  const inspector = inspectConfig(openProject(call));
  const rows = inspector.rowsByTab['effective'] ?? [];
  const width = Math.max(...rows.map(({ keyPath }) => keyPath.length));
  call.out.result(inspector, () =>
    lines(
      rows.map((row) => `${plain(row.keyPath).padEnd(width)}  ${row.source.padEnd(7)}  ${cut(row.valueText, 60)}`),
      inspector.errors.map((sentence) => `[!!] ${plain(sentence)}`),
      next('maestro config set KEY VALUE [--global]'),
    ),
  );
  return Promise.resolve(undefined);
}

/** Sets a key in the project’s configuration, or the user’s with `--global`. Comments of the file stay. */
export async function set(call: Call): Promise<undefined> {
  const { path, keyPath } = await edit(call, valueOf(call.args[1] ?? ''));
  call.out.result({ path, keyPath }, () =>
    lines(ok(`${keyPath} is set in ${path}`), undo(`maestro config unset ${keyPath}${scopeFlag(call)}`)),
  );
}

/** Takes a key out of the configuration. A key that is not set is not a failure. */
export async function unset(call: Call): Promise<undefined> {
  const { path, keyPath, before, after } = await edit(call, null);
  const removed = before !== after;
  call.out.result({ path, keyPath, removed }, () =>
    removed ? ok(`${keyPath} is no longer set in ${path}`) : `${plain(keyPath)} was not set in ${path}.`,
  );
}

async function edit(call: Call, value: ConfigEdit['value']): Promise<ConfigEdited & { readonly keyPath: string }> {
  const keyPath = argument(call);
  const scope = isOn(call, 'global') ? 'global' : 'project';
  return { ...(await editConfig(openProject(call), { scope, keyPath, value })), keyPath };
}

function scopeFlag(call: Call): string {
  return isOn(call, 'global') ? ' --global' : '';
}

/** `true`, `3` and `text` as YAML would read them. */
function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
