import { problemOf } from '../../engine/errors.ts';
import { drawScreen } from './drawing/draw.ts';
import type { Size } from './drawing/panel.ts';
import { fit } from '../output/text.ts';
import type { Done } from './acts.ts';
import type { Live } from './live.ts';
import { boxOf, footerLine } from './overlay-rules.ts';
import { close } from './place-rules.ts';
import type { Act, ConfigTarget, View, Writing } from './view.ts';
import { lookOf, press, START } from './view-rules.ts';

const LEAST: Size = { width: 40, height: 20 };

/** What Mission Control does outside of itself. */
export interface Outside {
  readonly live: Live;
  readonly ansi: boolean;
  readonly size: () => Size;
  readonly write: (act: Writing) => Promise<Done>;
  readonly preview: (target: ConfigTarget) => readonly string[];
  /** The content of a handoff for a person. */
  readonly explain: (handoff: string) => string[];
}

/** One person in front of Mission Control: keys go in, frames come out. */
export interface Control {
  readonly frame: () => string;
  readonly subscribe: (changed: () => void) => () => void;
  readonly press: (key: string) => void;
  /** The terminal has another size now. */
  readonly resized: () => void;
  readonly ended: Promise<void>;
}

/** Begins with the dashboard. What fails becomes a message on the screen; nothing throws. */
export function startControl(outside: Outside): Control {
  const told = new Set<() => void>();
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  let view: View = START;
  let frame: string | undefined;

  const changed = (): void => {
    frame = undefined;
    for (const tell of told) tell();
  };
  const show = (next: View): void => {
    view = next;
    changed();
  };
  const act = async (wanted: Act): Promise<void> => {
    if (wanted.kind === 'quit') end();
    else show(await outcome(outside, wanted).then((done) => done(view)));
  };
  outside.live.subscribe(changed);

  return {
    frame: () => (frame ??= draw(outside, view)),
    subscribe: (tell) => {
      told.add(tell);
      return () => told.delete(tell);
    },
    press: (key) => {
      const step = press(view, key, outside.live.world);
      show(step.view);
      if (step.act !== undefined) void act(step.act);
    },
    resized: changed,
    ended,
  };
}

/** Does it, and answers what the view becomes. What fails is told on the screen. */
async function outcome(
  { live, write, preview }: Outside,
  act: Exclude<Act, { kind: 'quit' }>,
): Promise<(view: View) => View> {
  try {
    if (act.kind === 'show') {
      const file = preview(act);
      return (view) => (view.overlay?.kind === 'edit' ? { ...view, overlay: { ...view.overlay, file } } : view);
    }
    if (act.kind === 'follow') {
      await live.follow(act.mission);
      return said(`This is mission ${act.mission}.`);
    }
    if (act.kind === 'reload') {
      await live.reload();
      return said('Everything was read again.');
    }
    const { text, lines } = await write(act);
    await live.reload();
    return written(lines.length === 0 ? said(text) : message('Done', 'good', [text, ...lines]));
  } catch (error) {
    const { sentence, hints } = problemOf(error);
    await live.reload();
    return written(message('That did not work', 'bad', [sentence, ...hints]));
  }
}

/** The next thing may be written. */
function written(tell: (view: View) => View): (view: View) => View {
  return (view) => ({ ...tell(view), busy: false, opened: false });
}

function said(text: string): (view: View) => View {
  return (view) => ({ ...view, said: { text, tone: 'good' } });
}

function message(title: string, tone: 'good' | 'bad', lines: readonly string[]): (view: View) => View {
  return (view) => {
    const { said: _, ...rest } = close(view);
    return { ...rest, overlay: { kind: 'message', title, lines, tone } };
  };
}

function draw({ live, ansi, size: sizeNow, explain }: Outside, view: View): string {
  const { world } = live;
  const size = sizeNow();
  if (size.width < LEAST.width || size.height < LEAST.height) return tooSmall(size);
  const look = lookOf(view, world);
  const reads = view.screen === 'handoffs' && look.chosen !== undefined;
  return drawScreen(world.snapshot, {
    screen: view.screen,
    size,
    ansi,
    look: reads ? { ...look, content: explain(look.chosen) } : look,
    footer: footerLine(view, world, size.width),
    ...(view.overlay === undefined ? {} : { box: boxOf(view.overlay, world) }),
  });
}

function tooSmall({ width, height }: Size): string {
  const words = [`This terminal has ${width}x${height}.`, `Mission Control needs ${LEAST.width}x${LEAST.height}.`];
  return Array.from({ length: height }, (_, index) => fit(words[index] ?? '', width)).join('\n');
}
