import { ipcMain, type IpcMainEvent, type MessagePortMain } from 'electron';
import { CONNECT } from '../contract/desktop.ts';
import { asksForDemo } from '../host/demos.ts';
import type { Host } from '../host/host.ts';
import { servePort } from '../transport/port.ts';
import { isOwnPage } from './place.ts';

/** Serves the engine, or a demo, to the window's page. Each page has one connection: a new one replaces it. */
export function bridge(host: Host): void {
  const ports = new Map<number, MessagePortMain>();
  ipcMain.on(CONNECT, (event) => {
    const [port, ...others] = event.ports;
    for (const other of others) other.close();
    if (port === undefined) return;
    if (!isFromPage(event)) {
      port.close();
      return;
    }
    const page = event.sender.id;
    ports.get(page)?.close();
    ports.set(page, port);
    port.on('close', () => {
      if (ports.get(page) === port) ports.delete(page);
    });
    if (!asksForDemo(event.senderFrame?.url ?? '')) servePort(port, host.engine);
    else
      host.demos.open().then(
        (demo) => servePort(port, demo),
        () => port.close(),
      );
  });
}

/** Whether the main frame of our own page speaks. */
function isFromPage({ sender, senderFrame }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}
