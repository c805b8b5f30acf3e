import { existsSync } from 'node:fs';
import { app, dialog } from 'electron';
import { installCommandLine } from './command-line.ts';

/** Where a package of the system itself puts the command. */
const OF_SYSTEM = '/usr/bin/maestro';

/** Whether the app can put `maestro` on the PATH: it was packed, and nobody did so before. */
export function offersCommand(): boolean {
  return app.isPackaged && process.platform !== 'win32' && !existsSync(OF_SYSTEM);
}

/** Installs the command, and says where it is, or why it is not. */
export async function installCommand(): Promise<void> {
  const { APPIMAGE, PATH = '' } = process.env;
  const place = { resources: process.resourcesPath, home: app.getPath('home'), isPassing: APPIMAGE !== undefined };
  try {
    const { link, isOnPath } = await installCommandLine({ ...place, path: PATH });
    await dialog.showMessageBox({
      type: 'info',
      message: 'The command maestro is installed.',
      detail: `${link}\n${isOnPath ? 'A new terminal knows it.' : 'Where a new terminal does not know it, put its folder on your PATH.'} It runs on Node 20.19 or later.`,
      buttons: ['OK'],
      noLink: true,
    });
  } catch (error) {
    dialog.showErrorBox('The command was not installed', error instanceof Error ? error.message : String(error));
  }
}
