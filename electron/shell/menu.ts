import type { MenuItemConstructorOptions } from 'electron';

interface MenuOptions {
  readonly isMac: boolean;
  /** Adds reloading and the developer tools. */
  readonly forDevelopers: boolean;
}

/**
 * The menu: what the system expects, and no key that the page or a terminal wants. Closing a tab is the page's
 * Ctrl+W, so the window closes with Shift.
 */
export function menuTemplate({ isMac, forDevelopers }: MenuOptions): MenuItemConstructorOptions[] {
  const close: MenuItemConstructorOptions = { role: 'close', accelerator: 'Shift+CmdOrCtrl+W' };
  const zoom: MenuItemConstructorOptions[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }];
  const developers: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload', accelerator: 'Shift+CmdOrCtrl+F5' },
    { role: 'toggleDevTools' },
  ];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : [{ label: 'File', submenu: [close, { role: 'quit' } as const] }]),
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [...zoom, { type: 'separator' }, { role: 'togglefullscreen' }, ...(forDevelopers ? developers : [])],
    },
    ...(isMac ? [{ label: 'Window', submenu: [{ role: 'minimize' } as const, { role: 'zoom' } as const, close] }] : []),
  ];
}
