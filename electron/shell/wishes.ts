import { app, globalShortcut, Notification } from 'electron';
import type { DesktopWishes } from '../contract/settings.ts';
import { setLoginEntry } from '../host/autostart.ts';
import type { Host } from '../host/host.ts';

/** Follows what the configuration asks of the system, until the engine closes: a shortcut, and a start with the session. */
export async function followWishes({ engine }: Host, open: (hash: string) => void): Promise<void> {
  const { state, closing, log } = engine.context;
  let shortcut: string | null = null;
  let login: boolean | null = null;
  for await (const event of state.watch(closing)) {
    if (event.kind === 'change' && event.change.fields?.settings === undefined) continue;
    const { desktop } = state.snapshot.settings;
    if (desktop.shortcut !== shortcut) takeKeys((shortcut = desktop.shortcut), open);
    if (desktop.openAtLogin === login) continue;
    login = desktop.openAtLogin;
    await setLogin(desktop).catch((error: unknown) =>
      log.error({ err: error }, 'the start with the session was not set'),
    );
  }
  globalShortcut.unregisterAll();
}

/** Another program may hold them already: then that is said once, where a person sees it. */
function takeKeys(shortcut: string | null, open: (hash: string) => void): void {
  globalShortcut.unregisterAll();
  if (shortcut === null || globalShortcut.register(shortcut, () => open('#/inbox'))) return;
  new Notification({
    title: `${shortcut} belongs to another program`,
    body: 'Maestro cannot have these keys. Choose others in Settings: desktop.shortcut.',
  }).show();
}

/** Only an installed app can be started again by the system. Without a wish, what its user told the system stays. */
async function setLogin({ openAtLogin }: DesktopWishes): Promise<void> {
  if (!app.isPackaged || openAtLogin === null) return;
  if (process.platform === 'linux')
    await setLoginEntry(app.getPath('home'), process.env['APPIMAGE'] ?? process.execPath, openAtLogin);
  else app.setLoginItemSettings({ openAtLogin });
}
