import { existsSync } from 'node:fs';
import type { ConfigEdit } from '../../contract/config.ts';
import { inspectConfig } from '../../engine/project/config/inspector.ts';
import { type ConfigEdited, editConfig } from '../../engine/project/config/edit-config.ts';
import { userPaths } from '../../engine/disk/paths.ts';
import { type Call, UsageError } from '../arguments/command.ts';
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

/** Prints what holds for one key, and where that comes from. */
export async function get(call: Call): Promise<undefined> {
  const key = argument(call);
  const { isUserKey, readKey } = await import('../../engine/config/keys.ts');
  const found = isUserKey(key) ? readKey({ paths: userPaths() }, key) : inProject(call, key);
  call.out.result(found, () => (typeof found.value === 'string' ? plain(found.value) : JSON.stringify(found.value)));
}

/** Says which files there are, and which of them exist. */
export function path(call: Call): Promise<undefined> {
  const { projectPath, globalPath, hasProjectConfig, hasGlobalConfig } = inspectConfig(openProject(call));
  const { config } = userPaths();
  const files = [
    { path: config, exists: existsSync(config), of: 'your containers and the daemon' },
    { path: globalPath, exists: hasGlobalConfig, of: 'missions of all your projects' },
    { path: projectPath, exists: hasProjectConfig, of: 'missions of this project' },
  ];
  call.out.result(files, () =>
    lines(files.map((file) => `${plain(file.path)}  ${file.exists ? '' : '(not there) '}${file.of}`)),
  );
  return Promise.resolve(undefined);
}

/** Sets a key: one of `config.yml` there, any other in the project’s configuration, or the user’s with `--user`. Comments of the file stay. */
export async function set(call: Call): Promise<undefined> {
  const key = argument(call);
  const { isUserKey, setKey } = await import('../../engine/config/keys.ts');
  if (isUserKey(key)) {
    refuseProject(call, key);
    await setKey({ paths: userPaths() }, key, call.args[1] ?? '');
    tellSet(call, { path: userPaths().config, keyPath: key, flag: '' });
    return;
  }
  const edited = await edit(call, valueOf(call.args[1] ?? ''));
  tellSet(call, { ...edited, flag: scopeFlag(call) });
}

function tellSet({ out }: Call, { path: file, keyPath, flag }: { path: string; keyPath: string; flag: string }): void {
  out.result({ path: file, keyPath }, () =>
    lines(ok(`${keyPath} is set in ${file}`), undo(`maestro config unset ${keyPath}${flag}`)),
  );
}

/** Takes a key out of the configuration. A key that is not set is not a failure. */
export async function unset(call: Call): Promise<undefined> {
  const key = argument(call);
  const { isUserKey, unsetKey } = await import('../../engine/config/keys.ts');
  if (isUserKey(key)) {
    refuseProject(call, key);
    const removed = await unsetKey({ paths: userPaths() }, key);
    tellUnset(call, { path: userPaths().config, keyPath: key, removed });
    return;
  }
  const { before, after, ...edited } = await edit(call, null);
  tellUnset(call, { ...edited, removed: before !== after });
}

function tellUnset({ out }: Call, gone: { path: string; keyPath: string; removed: boolean }): void {
  out.result({ path: gone.path, keyPath: gone.keyPath, removed: gone.removed }, () =>
    gone.removed
      ? ok(`${gone.keyPath} is no longer set in ${gone.path}`)
      : `${plain(gone.keyPath)} was not set in ${gone.path}.`,
  );
}

/** What stands around a container is its user's, whatever the project in it would like. */
function refuseProject(call: Call, key: string): void {
  if (isOn(call, 'project'))
    throw new UsageError(`${key} is your own: a project cannot set it.`, `maestro config set ${key} VALUE`, 1);
}

function inProject(call: Call, key: string): { key: string; value: string; source: string } {
  const project = openProject(call);
  const { rowsByTab, errors } = inspectConfig(project);
  // What it answers may not be what the file that cannot be read says.
  for (const sentence of errors) project.notice({ kind: 'damaged', sentence });
  const row = rowsByTab['effective']?.find(({ keyPath }) => keyPath === key);
  if (row === undefined) throw new UsageError(`There is no key ${plain(key)}.`, 'maestro config list', 1);
  return { key, value: row.valueText, source: row.source };
}

async function edit(call: Call, value: ConfigEdit['value']): Promise<ConfigEdited & { readonly keyPath: string }> {
  const keyPath = argument(call);
  const scope = isUsers(call) ? 'global' : 'project';
  return { ...(await editConfig(openProject(call), { scope, keyPath, value })), keyPath };
}

function isUsers(call: Call): boolean {
  return isOn(call, 'global') || isOn(call, 'user');
}

function scopeFlag(call: Call): string {
  return isUsers(call) ? ' --user' : '';
}

/** `true`, `3` and `text` as YAML would read them. */
function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
