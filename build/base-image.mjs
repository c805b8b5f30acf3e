import { join } from 'node:path';
import { canInstall, find, ROOT } from './machine.mjs';
import { agrees, announce, ask, hasTerminal, say } from './words.mjs';

export const CLI = join(ROOT, 'dist', 'cli', 'maestro.js');

/** Pulls the base image where it is missing, or makes one where it cannot be pulled and this machine is able to. */
export async function provideBaseImage() {
  const image = missingBaseImage();
  if (image === undefined || ask('docker', ['image', 'inspect', image]).ok) return;
  say(`The base image ${image} is missing.`);
  if ((await announce('docker', ['pull', image], { seconds: 900 })) === 0) return;
  if (!canInstall() || find('debootstrap') === undefined) {
    say('It cannot be fetched. maestro image base makes one where debootstrap is installed.');
    return;
  }
  if (hasTerminal() && !(await agrees('It cannot be fetched. Make one from this system’s package mirror?'))) return;
  await announce(process.execPath, [CLI, 'image', 'base']);
}

/** The reference that images are built on, the first word of what the Doctor found; undefined when it is there. */
export function missingBaseImage() {
  const { stdout, text } = ask(process.execPath, [CLI, 'doctor', '--containers', '--json'], { seconds: 60 });
  if (!stdout.startsWith('{')) {
    say(`The Doctor could not say whether the base image is there. ${text}`);
    return undefined;
  }
  const check = JSON.parse(stdout).checks.find(({ id }) => id === 'base-image');
  return check === undefined || check.state === 'ok' ? undefined : check.found.split(' ')[0];
}
