import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { SCROLLBACK_LINES, type TerminalSize } from '../../../electron/contract/terminals.ts';
import type { ScreenOutput } from './attachment.ts';
import { ownKey } from './screenKeys.ts';
import { refuseRequests } from './screenOutput.ts';
import { type ScreenLook, screenLook } from './screenTheme.ts';

const WEBGL_KEY = 'maestro.webgl';
/** Matches that are counted and marked. */
export const FOUND_MAX = 2_000;
const MONO =
  "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace";

/** What the page wants to hear from a screen. */
export interface ScreenEvents {
  readonly onText: (text: string) => void;
  readonly onPaste: (text: string) => void;
  readonly onLink: (address: string) => void;
  readonly onFind: () => void;
  readonly onLeave: () => void;
  /** How many lines it stands above its end, whenever that has changed. */
  readonly onScrolled: (lines: number) => void;
  /** What the program calls itself, as it said it. */
  readonly onTitle: (title: string) => void;
}

export interface Screen {
  readonly term: Terminal;
  readonly search: SearchAddon;
  /** The size that fills the element; undefined while that is not on the page. */
  fitting(): TerminalSize | undefined;
  /** Draws all anew, at the size that it was drawn for, and stays where the user had scrolled to. */
  show(screen: ScreenOutput): void;
  copy(): void;
  dispose(): void;
}

/** Makes a terminal in an element that is on the page. */
export function createScreen(host: HTMLElement, events: ScreenEvents): Screen {
  const wishes = watchWishes(() => Object.assign(term.options, wishes.look()));
  const term = new Terminal({
    allowProposedApi: true,
    cursorBlink: false,
    fontFamily: MONO,
    fontSize: 12.5,
    macOptionClickForcesSelection: true,
    rightClickSelectsWord: false,
    scrollback: SCROLLBACK_LINES,
    ...wishes.look(),
    linkHandler: { activate: (_event, address) => events.onLink(address), allowNonHttpProtocols: false },
  });
  const fit = new FitAddon();
  const search = new SearchAddon({ highlightLimit: FOUND_MAX });
  term.loadAddon(fit);
  term.loadAddon(search);
  term.loadAddon(new UnicodeGraphemesAddon());
  term.loadAddon(new WebLinksAddon((_event, address) => events.onLink(address)));
  refuseRequests(term);
  term.open(host);
  drawFast(term);
  term.onData(events.onText);
  term.onBinary(events.onText);
  host.addEventListener('paste', (event) => takePaste(event, events.onPaste), { capture: true });
  const copy = (): void => void (term.hasSelection() && navigator.clipboard.writeText(term.getSelection()));
  const keys = {
    ...events,
    onCopy: copy,
    onScroll: (where: 'start' | 'end') => (where === 'start' ? term.scrollToTop() : term.scrollToBottom()),
  };
  term.attachCustomKeyEventHandler((event) => ownKey(event, term, keys));
  watchScroll(term, events.onScrolled);
  term.onTitleChange(events.onTitle);
  return {
    term,
    search,
    fitting: () => fit.proposeDimensions(),
    show: (screen) => showAnew(term, screen),
    copy,
    dispose: () => {
      wishes.end();
      term.dispose();
    },
  };
}

/** xterm would guess whether its program wants a paste in brackets; tmux knows. */
function takePaste(event: ClipboardEvent, onPaste: (text: string) => void): void {
  event.preventDefault();
  event.stopPropagation();
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text !== '') onPaste(text);
}

function showAnew(term: Terminal, { text, cols, rows }: ScreenOutput): void {
  let above = 0;
  // In the order of what was written before.
  term.write('', () => {
    above = scrolledLines(term);
    term.resize(cols, rows);
  });
  term.write(text, () => above > 0 && term.scrollLines(-above));
}

function scrolledLines({ buffer: { active } }: Terminal): number {
  return active.baseY - active.viewportY;
}

function watchScroll(term: Terminal, onScrolled: (lines: number) => void): void {
  let last = 0;
  term.onRender(() => {
    const lines = scrolledLines(term);
    if (lines !== last) onScrolled(lines);
    last = lines;
  });
}

/** What the system's user wants to see, now and when it changes. */
function watchWishes(changed: () => void): { look: () => ScreenLook; end: () => void } {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const contrast = window.matchMedia('(prefers-contrast: more)');
  for (const wish of [dark, contrast]) wish.addEventListener('change', changed);
  return {
    look: () => screenLook({ dark: dark.matches, contrast: contrast.matches }),
    end: () => {
      for (const wish of [dark, contrast]) wish.removeEventListener('change', changed);
    },
  };
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
