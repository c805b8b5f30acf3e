/**
 * What stands in for Electron’s main process where its runtime cannot be had: the built program runs on Node, and each
 * window is a page of chromium. Only what the shell uses is here (test/rules/shell/stand-in.test.ts).
 */
import { app, type App } from './app.ts';
import { connected } from './chromium.ts';
import { obey } from './control.ts';
import type { Facade } from './facade.ts';
import * as system from './system.ts';
import type { Port } from './ports.ts';
import { closeWindows, Window, type Contents } from './window.ts';

type Fits<Real, Mine extends Facade<Real, Mine>> = Mine;

/** Each stand-in with the types of the real one, and of its class where that is used: what does not fit does not compile. */
export interface StandIns {
  App: Fits<Electron.App, App>;
  BrowserWindow: Fits<Electron.BrowserWindow, Window> & Fits<typeof Electron.BrowserWindow, typeof Window>;
  WebContents: Fits<Electron.WebContents, Omit<Contents, 'mainFrame' | 'session'>> & Pick<Contents, 'mainFrame'>;
  WebFrameMain: Fits<Electron.WebFrameMain, Contents['mainFrame']>;
  MessagePortMain: Fits<Electron.MessagePortMain, Port>;
  Dialog: Fits<Electron.Dialog, typeof system.dialog>;
  Shell: Fits<Electron.Shell, typeof system.shell>;
  Menu: Fits<typeof Electron.Menu, typeof system.Menu>;
  Tray: Fits<Electron.Tray, system.Tray>;
  NativeImage: Fits<Electron.NativeImage, system.Image> & typeof system.nativeImage;
  NativeTheme: Fits<Electron.NativeTheme, typeof system.nativeTheme>;
  Notification: Fits<Electron.Notification, system.Notification>;
  Protocol: Fits<Electron.Protocol, typeof system.protocol>;
  GlobalShortcut: Fits<Electron.GlobalShortcut, typeof system.globalShortcut>;
  Screen: Fits<Electron.Screen, typeof system.screen>;
  Session: system.Session & typeof system.session;
}

const electron = { ...system, app, BrowserWindow: Window };

export default electron;
export { app };
export * from './system.ts';
export { Window as BrowserWindow } from './window.ts';

obey(electron);
void connected().then(() => app.begin(closeWindows));
