import { ipcRenderer } from 'electron';
import { CONNECT } from './contract/desktop.ts';

/** Hands the page's port to the main process, and nothing else in either direction: see `transport/port.ts`. */
window.addEventListener('message', (event) => {
  const isOwnWish = event.source === window && event.origin === location.origin && event.data === CONNECT;
  const [port] = event.ports;
  if (isOwnWish && port !== undefined) ipcRenderer.postMessage(CONNECT, null, [port]);
});
