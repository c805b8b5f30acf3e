import { app, Menu, type MenuItemConstructorOptions, nativeImage, type NativeImage, nativeTheme, Tray } from 'electron';
import type { Host } from '../host/host.ts';
import type { Notices } from './notify.ts';
import { needingCount, type TrayAnswer, type TrayRow, trayRows } from './tray-rows.ts';
import { trayPixels } from './tray-image.ts';

const SIZE = 22;

interface Acts {
  readonly open: (hash: string) => void;
  readonly answer: (answer: TrayAnswer) => void;
}

/**
 * Keeps the tray and the notices on screen true until the engine closes. `open` brings the window to a place of the
 * page.
 */
export async function showTray(host: Host, open: (hash: string) => void, notices: Notices): Promise<void> {
  const { state, closing } = host.engine.context;
  const tray = new Tray(image(false));
  const acts = { open, answer: (answer: TrayAnswer) => notices.answer(host, answer) };
  let needing = 0;
  const draw = (): void => tray.setImage(image(needing > 0));
  tray.on('click', () => open(''));
  nativeTheme.on('updated', draw);
  let shown = '';
  for await (const event of state.watch(closing)) {
    const snapshot = event.kind === 'snapshot' ? event.snapshot : state.snapshot;
    notices.withdraw(snapshot.containers);
    const rows = trayRows(snapshot);
    const now = JSON.stringify(rows);
    if (now === shown) continue;
    shown = now;
    needing = needingCount(snapshot);
    draw();
    tray.setToolTip(needing === 0 ? 'Maestro' : `Maestro: ${needing} waiting for you`);
    tray.setContextMenu(Menu.buildFromTemplate(rows.map((row) => item(row, acts))));
    app.setBadgeCount(needing);
  }
  nativeTheme.off('updated', draw);
  tray.destroy();
}

function item({ label, act }: TrayRow, acts: Acts): MenuItemConstructorOptions {
  if (label === '') return { type: 'separator' };
  if (act === null) return { label, enabled: false };
  if ('rows' in act) return { label, submenu: act.rows.map((row) => item(row, acts)) };
  if ('quit' in act) return { label, click: () => app.quit() };
  return { label, click: () => ('answer' in act ? acts.answer(act.answer) : acts.open(act.open)) };
}

/** macOS colours it by itself; elsewhere it is drawn for the bar that the system shows. */
function image(needing: boolean): NativeImage {
  const isMac = process.platform === 'darwin';
  const sign = { needing, light: !isMac && nativeTheme.shouldUseDarkColors };
  const drawn = nativeImage.createFromBitmap(trayPixels(SIZE, sign), { width: SIZE, height: SIZE });
  const double = nativeImage.createFromBitmap(trayPixels(2 * SIZE, sign), { width: 2 * SIZE, height: 2 * SIZE });
  drawn.addRepresentation({ scaleFactor: 2, width: 2 * SIZE, height: 2 * SIZE, buffer: double.toPNG() });
  drawn.setTemplateImage(isMac);
  return drawn;
}
