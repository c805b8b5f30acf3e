import { StringDecoder } from 'node:string_decoder';
import {
  SCROLLBACK_LINES,
  TERMINAL_WINDOW_CHARS,
  type TerminalOutput,
  type TerminalSize,
  type TerminalWindow,
} from '../../contract/terminals.ts';
import { withVisibleControls } from '../../contract/text.ts';
import type { Context } from '../context.ts';
import * as commands from './commands.ts';
import { type Control, newSeal, openControl } from './control.ts';
import { createFlow, type Flow } from './flow.ts';
import { Outbox } from './outbox.ts';
import { type Captured, drawPicture, drawScreen, type Facts, readCaptured } from './picture.ts';
import type { Said } from './protocol.ts';
import { createTeller, type Teller } from './teller.ts';
import { TitleWords } from './titles.ts';
import { type Typed, Typing } from './typing.ts';

export interface ViewerOptions extends TerminalSize {
  /** Docker's id of the container. */
  readonly id: string;
  readonly window: TerminalWindow;
}

/** A picture to ask for: so many lines of history, and commands of the same moment. */
interface Wanted {
  readonly lines: number;
  readonly then?: readonly string[];
  /** The pane or window to draw; its own pane where it is left out. */
  readonly target?: string;
}

/** A flood is over when the reader kept up for so long. */
const CALM_MS = 400;

/** More than that at once is no typing. A NUL fits into keys alone. */
const KEYS_MAX = 1_024;

/** What a terminal sends when it gets and loses the keys. */
const FOCUS_REPORTS: ReadonlySet<string> = new Set(['\u001b[I', '\u001b[O']);

/** Notices after which the pane may be gone, or another one. */
const CLOSINGS: ReadonlySet<string> = new Set(['%window-close', '%unlinked-window-close']);

const SELECT: Readonly<Record<TerminalWindow, (session: string) => readonly string[]>> = {
  agent: (session) => ['select-window', '-t', `=${session}:0`],
  shell: (session) => ['new-window', '-S', '-n', 'shell', '-t', `=${session}:`],
};

/**
 * One terminal on somebody's screen: a pane of a container's tmux, drawn once as tmux has it and then followed. tmux
 * keeps the truth: whenever the reader has fallen behind, the size has changed or a new program has come, the pane is
 * drawn anew.
 */
export class Viewer {
  readonly #outbox = new Outbox();
  readonly #flow: Flow;
  readonly #decoder = new StringDecoder('utf8');
  readonly #titles = new TitleWords();
  readonly #ended = new AbortController();
  readonly #teller: Teller;
  /** Whether the pane was drawn, or had ended before that. */
  readonly attached: Promise<boolean>;
  #settle: (attached: boolean) => void = () => undefined;
  #control: Control | undefined;
  #size: TerminalSize;
  /** The pane as it was last drawn; undefined before the first time. */
  #facts: Facts | undefined;
  /** Pictures that were asked for and are not here yet: what comes before the last of them is in it. */
  #awaited = 0;
  #held = false;
  #failure = '';
  #calm: NodeJS.Timeout | undefined;
  readonly #typing = new Typing({ give: (lines, heard) => this.#give(lines, heard), seek: () => this.#drawAll() });

  private constructor({ window, cols, rows }: ViewerOptions) {
    this.#size = { cols, rows };
    this.attached = new Promise((resolve) => (this.#settle = resolve));
    this.#flow = createFlow(TERMINAL_WINDOW_CHARS, { pause: () => this.#hold(), resume: () => this.#goOn() });
    this.#teller = createTeller((word) => {
      if (window === 'agent') this.#control?.tell([commands.tellLine(word)]);
    });
  }

  /** Begins to attach; `attached` tells how that went. */
  static async open(context: Context, options: ViewerOptions): Promise<Viewer> {
    const viewer = new Viewer(options);
    viewer.#control = await openControl(context, {
      id: options.id,
      size: options,
      select: SELECT[options.window],
      heard: (said) => viewer.#hear(said),
      ended: () => viewer.#end(null),
    });
    viewer.#drawAll();
    viewer.#teller.tell('looked');
    return viewer;
  }

  /** Aborts when the viewer was closed or what it shows has ended. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** What tmux said when it could not be attached to. */
  get failure(): string {
    return this.#failure;
  }

  write(text: string): void {
    if (FOCUS_REPORTS.has(text)) this.#report(text);
    else if (text.length > KEYS_MAX && !text.includes('\0')) {
      const buffer = newBuffer();
      this.#type((pane) => commands.bulkLines(pane, buffer, text));
    } else this.#type((pane) => commands.keyLines(pane, text));
  }

  paste(text: string): void {
    const buffer = newBuffer();
    this.#type((pane) => commands.pasteLines(pane, buffer, withVisibleControls(text)));
  }

  resize(size: TerminalSize): void {
    this.#size = size;
    this.#claim();
    this.#teller.tell('looked');
  }

  acknowledge(chars: number): void {
    this.#flow.acknowledged(chars);
  }

  /** Output from now on; ending it closes the viewer. */
  read(): AsyncGenerator<TerminalOutput, void, void> {
    const reader = this.#outbox.read();
    const end = reader.return.bind(reader);
    // A generator that waits for a value hears of `return` only after it; this one closes its source first.
    reader.return = (value) => {
      this.close();
      return end(value);
    };
    return reader;
  }

  /** Takes the viewer away; the agent goes on. Closing twice does nothing. */
  close(): void {
    this.#outbox.close();
    this.#leave();
  }

  /** What the terminal says by itself is no key: it claims nothing and answers no question. */
  #report(text: string): void {
    if (this.#facts !== undefined) this.#control?.tell(commands.keyLines(this.#facts.pane, text));
  }

  #type(linesFor: Typed): void {
    this.#typing.type((pane) => [commands.leaveModes(pane), ...linesFor(pane)]);
  }

  #give(lines: readonly string[], heard: (done: boolean) => void): void {
    const [facts, { cols, rows }] = [this.#facts, this.#size];
    if (facts !== undefined && (facts.pane_width !== cols || facts.pane_height !== rows)) this.#claim();
    this.#control?.give(lines, heard);
    this.#teller.tell('typed');
  }

  #claim(): void {
    if (this.#control !== undefined) this.#control.tell(commands.claimLines(this.#control.session, this.#size));
  }

  #hear(said: Said): void {
    if (said.kind === 'output') this.#printed(said.pane, said.bytes);
    else if (said.kind === 'paused') this.#paused(said.pane);
    else if (said.kind === 'failure') this.#failed(said.text);
    else if (said.kind === 'notice') this.#noticed(said.name, said.words);
  }

  #printed(pane: string, bytes: Buffer): void {
    if (this.#facts === undefined || this.#awaited > 0) return;
    if (pane !== this.#facts.pane) this.#control?.tell([commands.pauseLine(pane)]);
    else if (!this.#held) this.#push(this.#titles.read(this.#decoder.write(bytes)));
  }

  #push(text: string): void {
    if (text === '') return;
    this.#flow.sent(text.length);
    this.#outbox.push(text);
  }

  #failed(text: string): void {
    if (this.#facts !== undefined) return;
    this.#failure = text;
    this.#end(null);
  }

  #noticed(name: string, words: readonly string[]): void {
    const facts = this.#facts;
    if (facts === undefined) return;
    const [window, layout = ''] = words;
    const isResized = name === '%layout-change' && window === facts.window;
    if (isResized && !layout.includes(`,${facts.pane_width}x${facts.pane_height},0,0,`)) this.#drawAll();
    const isOther = name === '%subscription-changed' && words.at(-1) !== String(facts.pane_pid);
    if (isOther || CLOSINGS.has(name)) this.#drawAll();
  }

  /** The reader has fallen behind: what the pane prints now, it will see when it has caught up. */
  #hold(): void {
    this.#held = true;
    if (this.#facts !== undefined) this.#control?.tell([commands.pauseLine(this.#facts.pane)]);
  }

  /** tmux held the pane back by itself, since this host had fallen behind. */
  #paused(pane: string): void {
    if (pane === this.#facts?.pane && !this.#held) this.#goOn();
  }

  /** While a flood lasts, the screen alone is drawn anew now and then; the scrollback follows when it is calm. */
  #goOn(): void {
    this.#held = false;
    if (this.#facts === undefined) return;
    this.#draw({ lines: 0, then: [commands.continueLine(this.#facts.pane)] }, (captured) =>
      this.#push(drawScreen(captured)),
    );
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => (this.#held ? this.#calm?.refresh() : this.#drawAll()), CALM_MS);
  }

  /** Draws the pane and its scrollback as tmux has them now, in place of all that was drawn before. */
  #drawAll(): void {
    this.#draw({ lines: SCROLLBACK_LINES }, (captured) => {
      const { pane_width: cols, pane_height: rows } = captured.facts;
      this.#flow.acknowledged(this.#outbox.replace({ kind: 'screen', text: drawPicture(captured), cols, rows }));
    });
  }

  #draw({ lines, then = [], target }: Wanted, show: (captured: Captured) => void): void {
    const control = this.#control;
    if (control === undefined || this.#ended.signal.aborted) return;
    this.#awaited += 1;
    const asked = target ?? this.#facts?.pane ?? `=${control.session}:`;
    control.ask(commands.pictureQuestion(asked, { seal: newSeal(), lines, then }), (texts = []) => {
      this.#awaited -= 1;
      const captured = readCaptured(texts);
      if (captured !== undefined) this.#drawn(captured, show);
      // Another pane took its place, in the same window: an agent that was started again. It may have been drawn since.
      else if (target === undefined && this.#facts !== undefined)
        this.#draw({ lines, target: this.#facts.window }, show);
      else this.#end(0);
    });
  }

  #drawn(captured: Captured, show: (captured: Captured) => void): void {
    const before = this.#facts?.pane;
    const { pane } = (this.#facts = captured.facts);
    // What is left of a character that was cut belongs to what was printed before.
    this.#decoder.end();
    this.#titles.clear();
    show(captured);
    if (pane !== before) {
      this.#control?.tell([commands.followLine(pane)]);
      this.#settle(true);
      if (before !== undefined) this.#goOn();
    }
    this.#typing.standsAt(pane);
  }

  #end(code: number | null): void {
    this.#outbox.exit(code);
    this.#leave();
  }

  #leave(): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#settle(this.#facts !== undefined);
    clearTimeout(this.#calm);
    this.#teller.close();
    this.#control?.close();
  }
}

function newBuffer(): string {
  return `maestro-${newSeal()}`;
}
