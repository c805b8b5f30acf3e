import { delimiter, join } from 'node:path';
import type { ProjectConfig, WorkerChoice } from '../../../contract/config.ts';
import { statAt } from '../../disk/stat.ts';
import { spoken } from './row-words-rules.ts';

/** The workers of a configuration, and whether their commands are on this machine. */
export function workerChoices({ workers = {} }: ProjectConfig, path: string | undefined): WorkerChoice[] {
  return Object.entries(workers).map(([slug, { enabled, command }]) => {
    const choice = { slug, label: spoken(slug) };
    if (enabled === false) return { ...choice, availability: 'disabled', availabilityDetail: 'It is switched off.' };
    if (command !== undefined && isProgram(command, path))
      return { ...choice, availability: 'ready', availabilityDetail: `${command} is on this machine.` };
    const detail = command === undefined ? 'It names no command.' : `${command} is not on this machine.`;
    return { ...choice, availability: 'missing', availabilityDetail: detail };
  });
}

function isProgram(command: string, path = ''): boolean {
  if (/[/\\]/.test(command)) return statAt(command)?.isFile() === true;
  const folders = path.split(delimiter).filter((folder) => folder !== '');
  const names = process.platform === 'win32' ? [command, `${command}.exe`, `${command}.cmd`] : [command];
  return folders.some((folder) => names.some((name) => statAt(join(folder, name))?.isFile() === true));
}
