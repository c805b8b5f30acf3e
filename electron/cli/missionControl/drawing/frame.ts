import stringWidth from 'string-width';
import { withBox } from './box.ts';
import { type Line, type Panel, type Size, type Tone, windowOf } from './panel.ts';
import { fit, wrap } from '../../output/text.ts';

export interface Frame extends Size {
  readonly header: readonly [string, string];
  readonly strip: readonly (readonly [string, string])[];
  readonly panels: readonly Panel[];
  readonly footer: Line;
  /** Something that is asked or told, in an opaque box over the body. */
  readonly box?: Panel;
  readonly ansi: boolean;
}

const TWO_COLUMNS = 96;
/** A title and two lines: with less there is no panel. */
const LEAST_ROWS = 4;
const LEAD = 3;

/** Draws a frame of exactly `height` lines of exactly `width` columns. */
export function drawFrame(frame: Frame): string {
  const inner = frame.width - 2;
  const paint = frame.ansi ? paintAnsi : ({ text }: Line): string => text;
  const head = [frame.header, ...frame.strip].map((pair, index): Line => ({
    text: both(pair, inner),
    ...(index === 0 ? { tone: 'title' as const } : {}),
  }));
  const size = { width: inner, height: frame.height - head.length - 5 };
  const body = bodyRows(frame.panels, size);
  const rows = [
    edge('┌', '┐', inner),
    ...head.map((row) => boxed([row])),
    edge('├', '┤', inner),
    ...(frame.box === undefined ? body : withBox(body, frame.box, size)).map(boxed),
    edge('├', '┤', inner),
    boxed([{ ...frame.footer, text: fit(` ${frame.footer.text}`, inner) }]),
    edge('└', '┘', inner),
  ];
  return rows.map((row) => row.map(paint).join('')).join('\n');
}

const BAR: Line = { text: '│', tone: 'faint' };

function edge(left: string, right: string, inner: number): Line[] {
  return [{ text: `${left}${'─'.repeat(inner)}${right}`, tone: 'faint' }];
}

function boxed(pieces: readonly Line[]): Line[] {
  return [BAR, ...pieces, BAR];
}

/** One text at the left, one at the right. */
function both([left, right]: readonly [string, string], width: number): string {
  const end = fit(right, Math.min(stringWidth(right), Math.max(0, width - 12)));
  const room = width - stringWidth(end) - 3;
  return ` ${fit(left, room)} ${end} `;
}

/** Rows of one column, or of two where the frame is wide enough. */
function bodyRows(panels: readonly Panel[], { width, height }: Size): Line[][] {
  if (width + 2 < TWO_COLUMNS || panels.length === 1) return stacked(panels, { width, height }).map((row) => [row]);
  const leftWidth = Math.floor((width - 1) / 2);
  const half = (odd: 0 | 1): Panel[] => panels.filter((_, index) => index % 2 === odd);
  const left = stacked(half(0), { width: leftWidth, height });
  const right = stacked(half(1), { width: width - 1 - leftWidth, height });
  return left.map((row, index) => [row, BAR, right[index] ?? blank(width - 1 - leftWidth)]);
}

/** Panels below each other. Where there is no room for all, the last ones give way, but never the one to choose in. */
function stacked(panels: readonly Panel[], { width, height }: Size): Line[] {
  const most = Math.max(1, Math.floor(height / LEAST_ROWS));
  const choosing = panels.findIndex((panel) => panel.selected !== undefined);
  const shown = panels.filter((_, index) => index < most - (choosing >= most ? 1 : 0) || index === choosing);
  const full = shown.map((panel) => unfolded(panel, width));
  const shares = share(
    full.map(({ lines, selected }) => ({ rows: lines.length + 2, weight: selected === undefined ? 1 : 2 })),
    // The blank line below the last one may fall off.
    height + 1,
  );
  const rows = full.flatMap((panel, index) => panelRows(panel, { width, height: shares[index] ?? 0 }));
  return Array.from({ length: height }, (_, index) => rows[index] ?? blank(width));
}

function blank(width: number): Line {
  return { text: ' '.repeat(width) };
}

function unfolded(panel: Panel, width: number): Panel {
  if (panel.wraps !== true) return panel;
  return {
    ...panel,
    lines: panel.lines.flatMap((line) => wrap(line.text, width - LEAD - 1).map((text) => ({ ...line, text }))),
  };
}

interface Need {
  readonly rows: number;
  /** How many shares it counts for where there is too little. */
  readonly weight: number;
}

/** Each gets what it needs; where that is too much, those who need more than their share get what is left by weight. */
function share(needs: readonly Need[], height: number): number[] {
  let open = needs.reduce((sum, { weight }) => sum + weight, 0);
  let left = height;
  const shares = needs.map(() => 0);
  const order = needs.map((need, index) => ({ ...need, index }));
  for (const { rows, weight, index } of order.sort((a, b) => a.rows / a.weight - b.rows / b.weight)) {
    shares[index] = Math.min(rows, Math.floor((left * weight) / open));
    left -= shares[index];
    open -= weight;
  }
  return shares;
}

function panelRows({ title, lines, selected }: Panel, { width, height }: Size): Line[] {
  const room = Math.max(0, Math.min(lines.length, height - 1));
  const shown = windowOf(lines, room === height - 1 && room > 1 ? room - 1 : room, selected);
  const place = shown.length === lines.length ? '' : ` (${placeIn(lines, shown)})`;
  const rows = shown.map(({ text, tone, chosen }): Line => ({
    text: fit(`${chosen ? ' > ' : '   '}${text}`, width),
    ...(chosen ? { tone: 'selected' } : tone === undefined ? {} : { tone }),
  }));
  const all = [{ text: fit(` ${title}${place}`, width), tone: 'title' as const }, ...rows].slice(0, height);
  return [...all, ...Array.from({ length: height - all.length }, () => blank(width))];
}

function placeIn(lines: readonly Line[], shown: readonly { readonly index: number }[]): string {
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? 0];
  return `${first + 1}${last === first ? '' : `-${last + 1}`} of ${lines.length}`;
}

/** Begin and end of each tone in a terminal of sixteen colours. */
const CODES: Readonly<Record<Tone, readonly [number, number]>> = {
  title: [1, 22],
  faint: [2, 22],
  selected: [7, 27],
  good: [32, 39],
  bad: [31, 39],
  busy: [33, 39],
};

function paintAnsi({ text, tone }: Line): string {
  if (tone === undefined) return text;
  const [begin, end] = CODES[tone];
  return `\u001b[${begin}m${text}\u001b[${end}m`;
}

/** What is wrong with a drawn frame; nothing when it is right. */
export function checkFrame(drawn: string, { width, height }: Size): string[] {
  const rows = drawn.split('\n');
  const odd = rows.findIndex((row) => stringWidth(row) !== width);
  return [
    ...(rows.length === height ? [] : [`it has ${rows.length} lines instead of ${height}`]),
    ...(odd < 0 ? [] : [`line ${odd + 1} has ${stringWidth(rows[odd] ?? '')} columns instead of ${width}`]),
    ...(/^┌.*┐$/.test(rows[0] ?? '') && /^└.*┘$/.test(rows.at(-1) ?? '') ? [] : ['a corner is missing']),
    ...(/\bundefined\b|\bNaN\b|\[object/.test(drawn) ? ['a value is missing'] : []),
    ...(/\p{L}{3}/u.test(rows.slice(4, -3).join('')) ? [] : ['the body is empty']),
  ];
}
