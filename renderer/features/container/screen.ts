import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { type ITheme, Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { APP_CHORDS } from '../shortcuts/shortcuts.ts';
import { chordOf, IS_MAC } from '../../ui/chords.ts';
import { DARK, LIGHT } from './screenTheme.ts';

const WEBGL_KEY = 'maestro.webgl';
const MONO =
  "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace";

/** What the page wants to hear from a screen. */
export interface ScreenEvents {
  readonly onText: (text: string) => void;
  readonly onResize: (cols: number, rows: number) => void;
  readonly onLink: (address: string) => void;
  readonly onFind: () => void;
  readonly onLeave: () => void;
}

export interface Screen {
  readonly term: Terminal;
  readonly search: SearchAddon;
  fit(): void;
  dispose(): void;
}

/** Makes a terminal in an element and keeps it as large as that. */
export function createScreen(host: HTMLElement, events: ScreenEvents, screenReader: boolean): Screen {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const term = new Terminal({
    allowProposedApi: true,
    cursorBlink: false,
    fontFamily: MONO,
    fontSize: 12.5,
    macOptionClickForcesSelection: true,
    minimumContrastRatio: 4.5,
    scrollback: 0,
    screenReaderMode: screenReader,
    theme: themeOf(dark.matches),
    linkHandler: { activate: (_event, address) => events.onLink(address), allowNonHttpProtocols: false },
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  term.loadAddon(fit);
  term.loadAddon(search);
  term.loadAddon(new UnicodeGraphemesAddon());
  term.loadAddon(new WebLinksAddon((_event, address) => events.onLink(address)));
  refuseRequests(term);
  term.open(host);
  if (!screenReader) drawFast(term);
  term.onData(events.onText);
  term.onBinary(events.onText);
  term.onResize(({ cols, rows }) => events.onResize(cols, rows));
  term.attachCustomKeyEventHandler((event) => ownKey(event, term, events));
  const refit = observe(host, () => fit.fit());
  const retheme = (): void => {
    term.options.theme = themeOf(dark.matches);
  };
  dark.addEventListener('change', retheme);
  fit.fit();
  return {
    term,
    search,
    fit: () => fit.fit(),
    dispose: () => {
      refit();
      dark.removeEventListener('change', retheme);
      term.dispose();
    },
  };
}

function themeOf(dark: boolean): ITheme {
  return dark ? DARK : LIGHT;
}

/** Output may draw and nothing more: no clipboard (OSC 52), no colours or settings read back (OSC 4, 10 to 12, DECRQSS). */
function refuseRequests(term: Terminal): void {
  term.parser.registerOscHandler(52, () => true);
  for (const code of [4, 10, 11, 12]) term.parser.registerOscHandler(code, (text) => text.includes('?'));
  term.parser.registerDcsHandler({ intermediates: '$', final: 'q' }, () => true);
}

/** Draws with WebGL until this machine lost its context once; then, and where there is none, with the DOM. */
function drawFast(term: Terminal): void {
  if (localStorage.getItem(WEBGL_KEY) === 'lost' || !hasWebgl()) return;
  const webgl = new WebglAddon();
  webgl.onContextLoss(() => {
    localStorage.setItem(WEBGL_KEY, 'lost');
    webgl.dispose();
    term.options.lineHeight = 1;
  });
  term.loadAddon(webgl);
  // Only WebGL draws box lines as high as the row; with the DOM, more air would tear them.
  term.options.lineHeight = 1.2;
}

function hasWebgl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

/** Answers whether the terminal may have a key. What it may not goes on to the page. */
function ownKey(event: KeyboardEvent, term: Terminal, events: ScreenEvents): boolean {
  if (event.type !== 'keydown') return true;
  if (event.key === 'Escape' && event.ctrlKey && event.shiftKey) return act(event, events.onLeave);
  if (event.code === 'KeyF' && event.ctrlKey && event.shiftKey) return act(event, events.onFind);
  const chord = chordOf(event, IS_MAC);
  if (chord === (IS_MAC ? 'mod+c' : 'mod+shift+c') && term.hasSelection()) {
    return act(event, () => void navigator.clipboard.writeText(term.getSelection()));
  }
  if (chord === (IS_MAC ? 'mod+v' : 'mod+shift+v')) return false;
  return chord === undefined || !APP_CHORDS.has(chord);
}

function act(event: KeyboardEvent, run: () => void): false {
  event.preventDefault();
  run();
  return false;
}

/** Calls back after an element's size has changed, once a frame. */
function observe(host: HTMLElement, changed: () => void): () => void {
  let frame = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      if (host.clientWidth > 0 && host.clientHeight > 0) changed();
    });
  });
  observer.observe(host);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  };
}
