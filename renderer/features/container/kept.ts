import { createStore, type StoreApi } from 'zustand';
import type { ContainerName } from '../../../electron/contract/ids.ts';
import type { TerminalSize, TerminalWindow } from '../../../electron/contract/terminals.ts';
import type { Client } from '../../client/link.ts';
import { keysAreTaken } from '../../ui/taken.ts';
import { type Attached, Attachment, type Drawing, type ScreenOutput } from './attachment.ts';
import { titleWords } from './terminalWords.ts';
import { createScreen, type Screen } from './screen.ts';

/** What a terminal is of. */
export interface TerminalPlace {
  readonly container: ContainerName;
  readonly window: TerminalWindow;
}

/** What the page shows about a terminal beside its screen. */
export interface KeptState {
  readonly attached: Attached;
  /** Whether something that was typed did not arrive. */
  readonly lost: boolean;
  /** Lines that it stands above its end. */
  readonly scrolled: number;
  /** The size of its tmux window; null before it was drawn. */
  readonly drawn: TerminalSize | null;
  /** The size that would fill its place on the page. */
  readonly own: TerminalSize | null;
  /** A link that was clicked. */
  readonly link: string | null;
  readonly finding: boolean;
  /** The browser did not hand out its clipboard. */
  readonly refused: boolean;
  /** What its program calls itself; empty where it does not. */
  readonly title: string;
}

const INITIAL: KeptState = {
  attached: { state: 'attaching' },
  lost: false,
  scrolled: 0,
  drawn: null,
  own: null,
  link: null,
  finding: false,
  refused: false,
  title: '',
};

/**
 * A terminal with its screen and its viewer, which live on while another one is shown, so that coming back to it is
 * no more than to put its element back on the page.
 */
export class KeptTerminal {
  readonly place: TerminalPlace;
  readonly state: StoreApi<KeptState> = createStore(() => INITIAL);
  readonly element = document.createElement('div');
  readonly screen: Screen;
  onLeave: () => void = () => undefined;
  #client: Client | null = null;
  #attachment: Attachment | undefined;

  /** Made inside of an element of the page, since a screen measures its letters there. */
  constructor(place: TerminalPlace, within: HTMLElement) {
    this.place = place;
    this.element.className = 'h-full';
    within.append(this.element);
    this.screen = createScreen(this.element, {
      onText: (text) => this.#give((attachment) => attachment.type(text)),
      onPaste: (text) => this.paste(text),
      onLink: (link) => this.state.setState({ link }),
      onFind: () => this.state.setState({ finding: true }),
      onLeave: () => this.onLeave(),
      onScrolled: (scrolled) => this.state.setState({ scrolled }),
      onTitle: (title) => this.state.setState({ title: titleWords(title) }),
    });
  }

  /** Puts it on the page, and its size with it. */
  show(within: HTMLElement): void {
    if (this.element.parentElement !== within) within.replaceChildren(this.element);
    this.fit();
    this.claim();
    if (!keysAreTaken('[data-terminal-place]')) this.screen.term.focus();
  }

  hide(): void {
    this.element.remove();
  }

  /** Attaches over this connection; an attachment over the same one stays, unless it has ended. */
  attach(client: Client): void {
    const { state } = this.state.getState().attached;
    if (this.#client === client && (state === 'open' || state === 'attaching')) return;
    this.#attachment?.close();
    this.#client = client;
    this.state.setState({ attached: { state: 'attaching' }, lost: false });
    const attachment = new Attachment(client, this.#drawing());
    this.#attachment = attachment;
    const { cols, rows } = this.state.getState().own ?? this.screen.term;
    void attachment.run({ ...this.place, cols, rows });
  }

  /** The connection is gone: what is on screen stays. */
  cut(): void {
    this.#ended({ state: 'cut' });
  }

  paste(text: string): void {
    this.screen.term.scrollToBottom();
    this.state.setState({ refused: false });
    this.#give((attachment) => attachment.paste(text));
  }

  /** Whether its lines are there for a screen reader too. */
  speak(on: boolean): void {
    this.screen.term.options.screenReaderMode = on;
  }

  /** Measures its place on the page. */
  fit(): void {
    const own = this.screen.fitting();
    if (own === undefined || !Number.isFinite(own.cols) || !Number.isFinite(own.rows)) return;
    this.state.setState({ own });
    // Whatever is attached tells its size itself.
    if (this.#attachment === undefined) this.screen.term.resize(own.cols, own.rows);
  }

  /** Tells that this one is in use, so that its window takes this size. */
  claim(): void {
    const { own } = this.state.getState();
    if (own !== null) this.#attachment?.resize(own.cols, own.rows);
  }

  dispose(): void {
    this.#attachment?.close();
    this.element.remove();
    this.screen.dispose();
  }

  #give(give: (attachment: Attachment) => void): void {
    if (this.#attachment === undefined) this.state.setState({ lost: true });
    else give(this.#attachment);
  }

  #drawing(): Drawing {
    const { term } = this.screen;
    return {
      show: (screen: ScreenOutput) => {
        this.screen.show(screen);
        this.state.setState({ attached: { state: 'open' }, drawn: { cols: screen.cols, rows: screen.rows } });
      },
      write: (text, drawn) => term.write(text, drawn),
      ended: (code) => this.#ended({ state: 'ended', code }),
      failed: (problem) => this.#ended({ state: 'failed', problem }),
    };
  }

  #ended(attached: Attached): void {
    const lost = this.state.getState().lost || this.#attachment?.lost === true;
    this.#attachment?.close();
    this.#attachment = undefined;
    this.#client = null;
    this.state.setState({ attached, lost });
  }
}

/** So many terminals stay attached; the one that was not looked at for the longest time goes first. */
const KEPT = 8;

const kept = new Map<string, KeptTerminal>();

/** The terminal of a place: the one that was kept, or a new one. */
export function takeTerminal(place: TerminalPlace, within: HTMLElement): KeptTerminal {
  const key = `${place.container}/${place.window}`;
  const terminal = kept.get(key) ?? new KeptTerminal(place, within);
  kept.delete(key);
  kept.set(key, terminal);
  for (const [oldest, other] of [...kept].slice(0, -KEPT)) {
    kept.delete(oldest);
    other.dispose();
  }
  return terminal;
}
