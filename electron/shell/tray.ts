import { app, Menu, type MenuItemConstructorOptions, nativeImage, type NativeImage, Tray } from 'electron';
import type { Host } from '../host/host.ts';
import { needingCount, type TrayRow, trayRows } from './tray-rows.ts';
import { trayPixels } from './tray-image.ts';

const SIZE = 22;

/** Keeps the tray true until the engine closes. `open` brings the window to a place of the page. */
export async function showTray({ engine }: Host, open: (hash: string) => void): Promise<void> {
  const { state, closing } = engine.context;
  const tray = new Tray(image(false));
  tray.on('click', () => open(''));
  let shown = '';
  for await (const event of state.watch(closing)) {
    const snapshot = event.kind === 'snapshot' ? event.snapshot : state.snapshot;
    const rows = trayRows(snapshot);
    const now = JSON.stringify(rows);
    if (now === shown) continue;
    shown = now;
    const needing = needingCount(snapshot);
    tray.setImage(image(needing > 0));
    tray.setToolTip(needing === 0 ? 'Maestro' : `Maestro: ${needing} waiting for you`);
    tray.setContextMenu(Menu.buildFromTemplate(rows.map((row) => item(row, open))));
    app.setBadgeCount(needing);
  }
  tray.destroy();
}

function item({ label, act }: TrayRow, open: (hash: string) => void): MenuItemConstructorOptions {
  if (label === '') return { type: 'separator' };
  if (act === null) return { label, enabled: false };
  if ('rows' in act) return { label, submenu: act.rows.map((row) => item(row, open)) };
  return { label, click: () => ('quit' in act ? app.quit() : open(act.open)) };
}

function image(needing: boolean): NativeImage {
  const drawn = nativeImage.createFromBitmap(trayPixels(SIZE, needing), { width: SIZE, height: SIZE });
  drawn.addRepresentation({
    scaleFactor: 2,
    width: 2 * SIZE,
    height: 2 * SIZE,
    buffer: nativeImage.createFromBitmap(trayPixels(2 * SIZE, needing), { width: 2 * SIZE, height: 2 * SIZE }).toPNG(),
  });
  drawn.setTemplateImage(true);
  return drawn;
}
