import { type Browser, chromium } from 'playwright-core';

/** Where chromium serves what Electron serves at `app://`: it cannot be taught a scheme. */
const SERVED = 'http://maestro.localhost/';
const SHOWN = 'app://maestro/';

/** The address of Electron for one of chromium. */
export function shownAddress(address: string): string {
  return address.startsWith(SERVED) ? SHOWN + address.slice(SERVED.length) : address;
}

/** The address of chromium for one of Electron. */
export function servedAddress(address: string): string {
  return address.startsWith(SHOWN) ? SERVED + address.slice(SHOWN.length) : address;
}

let browser: Promise<Browser> | undefined;

/** The chromium of the test, which owns it. */
export function connected(): Promise<Browser> {
  browser ??= chromium.connectOverCDP(`http://127.0.0.1:${process.env['STAND_IN_CHROMIUM'] ?? ''}`);
  return browser;
}
