import type { MenuItemConstructorOptions } from 'electron';

interface MenuOptions {
  readonly isMac: boolean;
  /** Adds reloading and the developer tools. */
  readonly forDevelopers: boolean;
  readonly openWindow: () => void;
  /** Brings a window to a place of the page. */
  readonly open: (hash: string) => void;
  readonly showLog: () => void;
  /** Puts `maestro` on the PATH; undefined where the package did so, or nothing was packed. */
  readonly installCommand: (() => void) | undefined;
}

type Item = MenuItemConstructorOptions;

/**
 * The menu: what the system expects, and no key that the page or a terminal wants. Closing a tab is the page's
 * Ctrl+W, so the window closes with Shift; a new window is Shift too, for Ctrl+N describes a task.
 */
export function menuTemplate(options: MenuOptions): Item[] {
  const { isMac, forDevelopers, openWindow, open, showLog, installCommand } = options;
  const newWindow: Item = { label: 'New Window', accelerator: 'Shift+CmdOrCtrl+N', click: openWindow };
  const close: Item = { role: 'close', accelerator: 'Shift+CmdOrCtrl+W' };
  const zoom: Item[] = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }];
  const developers: Item[] = [
    { type: 'separator' },
    { role: 'reload', accelerator: 'Shift+CmdOrCtrl+F5' },
    { role: 'toggleDevTools' },
  ];
  const quit: Item[] = isMac ? [] : [{ type: 'separator' }, { role: 'quit' }];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: [newWindow, close, ...quit] },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [...zoom, { type: 'separator' }, { role: 'togglefullscreen' }, ...(forDevelopers ? developers : [])],
    },
    ...(isMac ? [{ label: 'Window', submenu: [{ role: 'minimize' } as const, { role: 'zoom' } as const] }] : []),
    {
      role: 'help',
      label: 'Help',
      submenu: [
        { label: 'Maestro Help', click: () => open('#/system/help') },
        { label: 'Look Around a Demo', click: () => open('?demo#/fleet') },
        { label: 'Show the Log', click: showLog },
        ...(installCommand === undefined ? [] : [{ label: 'Install Command Line Tool…', click: installCommand }]),
        { type: 'separator' },
        { label: 'About Maestro', click: () => open('#/system/about') },
      ],
    },
  ];
}
