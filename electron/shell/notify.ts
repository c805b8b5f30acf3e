import { Notification } from 'electron';
import type { Notice } from '../contract/notices.ts';
import { containerHash } from './tray-rows.ts';

/** Those on screen: one that nobody holds would lose its click. */
const shown = new Set<Notification>();

/** Shows a notice of the system; a click on it opens its container, or all where it is about several. */
export function showNotice({ title, body, containers }: Notice, open: (hash: string) => void): void {
  const notification = new Notification({ title, body });
  const [first, ...others] = containers;
  shown.add(notification);
  notification.on('click', () => open(first === undefined || others.length > 0 ? '#/fleet' : containerHash(first)));
  notification.on('close', () => shown.delete(notification));
  notification.show();
}
