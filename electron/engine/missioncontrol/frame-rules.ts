/** A titled part of a screen. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Frame extends Size {
  readonly header: readonly [string, string];
  readonly strip: readonly (readonly [string, string])[];
  readonly panels: readonly Panel[];
  readonly footer: string;
  readonly ansi: boolean;
}

const TWO_COLUMNS = 96;
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/u;

/** Draws a frame of exactly `height` lines of exactly `width` columns. */
export function drawFrame(frame: Frame): string {
  const inner = frame.width - 2;
  const head = [both(frame.header, inner), ...frame.strip.map((pair) => both(pair, inner))];
  const room = frame.height - head.length - 5;
  const body = frame.width >= TWO_COLUMNS ? columns(frame.panels, inner, room) : stacked(frame.panels, inner, room);
  const rows = [
    edge('┌', '┐', inner),
    ...head.map(boxed),
    edge('├', '┤', inner),
    ...body.map(boxed),
    edge('├', '┤', inner),
    boxed(fit(` ${frame.footer}`, inner)),
    edge('└', '┘', inner),
  ];
  return rows.map((row) => (frame.ansi ? paint(row) : row)).join('\n');
}

function edge(left: string, right: string, inner: number): string {
  return `${left}${'─'.repeat(inner)}${right}`;
}

function boxed(text: string): string {
  return `│${text}│`;
}

/** One text at the left, one at the right. */
function both([left, right]: readonly [string, string], width: number): string {
  const end = fit(right, Math.min(widthOf(clean(right)), Math.max(0, width - 12)));
  const room = width - widthOf(end) - 2;
  return ` ${fit(left, room)}${end} `;
}

function columns(panels: readonly Panel[], width: number, height: number): string[] {
  const leftWidth = Math.floor((width - 1) / 2);
  const left = stacked(
    panels.filter((_, index) => index % 2 === 0),
    leftWidth,
    height,
  );
  const right = stacked(
    panels.filter((_, index) => index % 2 === 1),
    width - 1 - leftWidth,
    height,
  );
  return left.map((line, index) => `${line}│${right[index] ?? ''}`);
}

/** Panels below each other, each with its fair share of the height. */
function stacked(panels: readonly Panel[], width: number, height: number): string[] {
  const rows = panels.flatMap((panel, index) => {
    const share = Math.floor(height / panels.length) + (index < height % panels.length ? 1 : 0);
    return panelRows(panel, share);
  });
  return Array.from({ length: height }, (_, index) => fit(rows[index] ?? '', width));
}

function panelRows({ title, lines }: Panel, height: number): string[] {
  const room = Math.max(0, height - 2);
  const hidden = lines.length - room;
  const shown = hidden > 0 ? [...lines.slice(0, Math.max(0, room - 1)), `… ${hidden + 1} more`] : lines;
  const rows = [` ${title}`, ...shown.map((line) => `   ${line}`)].slice(0, height);
  return [...rows, ...Array.from({ length: height - rows.length }, () => '')];
}

/** A text of exactly this many columns: cut with `…` or filled with blanks. */
export function fit(text: string, width: number): string {
  let row = '';
  let used = 0;
  const chars = Array.from(clean(text));
  const whole = widthOf(clean(text)) <= width;
  for (const char of chars) {
    const columns = charWidth(char);
    if (used + columns > (whole ? width : width - 1)) break;
    row += char;
    used += columns;
  }
  if (!whole && width > 0) [row, used] = [`${row}…`, used + 1];
  return row + ' '.repeat(Math.max(0, width - used));
}

/** Without anything that has no width of its own or moves the cursor. */
function clean(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Zl}\p{Zp}\p{Cs}]/gu, (char) =>
    char === '\t' || char === '\n' ? ' ' : '',
  );
}

export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, char) => sum + charWidth(char), 0);
}

function charWidth(char: string): number {
  return WIDE.test(char) ? 2 : 1;
}

const ESCAPE = '\u001b[';

/** Dims the frame and makes the titles bold. */
function paint(row: string): string {
  const dim = (text: string): string => `${ESCAPE}2m${text}${ESCAPE}0m`;
  if (/^[┌├└]/.test(row)) return dim(row);
  return row.replaceAll('│', dim('│')).replace(/^(\S*│\S* )(\S.*)$/, `$1${ESCAPE}1m$2${ESCAPE}0m`);
}

/** What is wrong with a drawn frame; nothing when it is right. */
export function checkFrame(drawn: string, { width, height }: Size): string[] {
  const rows = drawn.split('\n');
  const odd = rows.findIndex((row) => widthOf(row) !== width);
  return [
    ...(rows.length === height ? [] : [`it has ${rows.length} lines instead of ${height}`]),
    ...(odd < 0 ? [] : [`line ${odd + 1} has ${widthOf(rows[odd] ?? '')} columns instead of ${width}`]),
    ...(/^┌.*┐$/.test(rows[0] ?? '') && /^└.*┘$/.test(rows.at(-1) ?? '') ? [] : ['a corner is missing']),
    ...(/\bundefined\b|\bNaN\b|\[object/.test(drawn) ? ['a value is missing'] : []),
    ...(/\p{L}{3}/u.test(rows.slice(4, -3).join('')) ? [] : ['the body is empty']),
  ];
}
