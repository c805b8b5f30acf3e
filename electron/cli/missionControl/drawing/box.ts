import stringWidth from 'string-width';
import { type Line, type Panel, type Size, windowOf } from './panel.ts';
import { fit, sliceColumns, wrap } from '../../output/text.ts';

const LEAST_WIDTH = 36;
const MOST_WIDTH = 76;
const EDGES = 4;

/**
 * Rows of pieces with an opaque box over their middle. Everything under the box is gone, also half of a wide
 * character, and what is beside it stays where it was.
 */
export function withBox(rows: readonly (readonly Line[])[], panel: Panel, { width, height }: Size): Line[][] {
  const most = Math.min(MOST_WIDTH, width - 4);
  const widest = Math.max(...panel.lines.map(({ text }) => stringWidth(text) + 3), stringWidth(panel.title) + 2);
  const inner = Math.min(most, Math.max(LEAST_WIDTH, widest + EDGES)) - 2;
  const box = boxRows(panel, { width: inner, height: Math.max(1, height - 2) });
  const left = Math.floor((width - inner - 2) / 2);
  const top = Math.max(0, Math.floor((height - box.length) / 2));
  return rows.map((row, index) => {
    const over = box[index - top];
    if (over === undefined) return [...row];
    return [...columnsOf(row, 0, left), ...over, ...columnsOf(row, left + inner + 2, width)];
  });
}

function boxRows(panel: Panel, { width, height }: Size): Line[][] {
  const lines = panel.wraps === true ? panel.lines.flatMap((line) => unfold(line, width - EDGES)) : panel.lines;
  const title = fit(` ${panel.title} `, Math.min(width - 1, stringWidth(panel.title) + 2));
  const side: Line = { text: '│', tone: 'title' };
  const rows = windowOf(lines, height, panel.selected).map(({ text, tone, chosen }): Line[] => [
    side,
    {
      text: fit(`${chosen ? ' > ' : '   '}${text}`, width),
      ...(chosen ? { tone: 'selected' as const } : tone === undefined ? {} : { tone }),
    },
    side,
  ]);
  return [
    [{ text: `┌${title}${'─'.repeat(width - stringWidth(title))}┐`, tone: 'title' }],
    ...rows,
    [{ text: `└${'─'.repeat(width)}┘`, tone: 'title' }],
  ];
}

function unfold(line: Line, width: number): Line[] {
  return wrap(line.text, width).map((text) => ({ ...line, text }));
}

/** The pieces of a row between two columns. */
function columnsOf(row: readonly Line[], from: number, to: number): Line[] {
  let at = 0;
  return row.flatMap((piece) => {
    const begin = at;
    at += stringWidth(piece.text);
    if (at <= from || begin >= to) return [];
    return [{ ...piece, text: sliceColumns(piece.text, Math.max(0, from - begin), to - begin) }];
  });
}
