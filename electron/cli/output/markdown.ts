import { lexer, type Token, type Tokens } from 'marked';
import type { Paint } from './output.ts';
import { padTo, wrap } from './text.ts';
import stringWidth from 'string-width';

interface Page {
  readonly width: number;
  readonly paint: Paint;
}

/** A Markdown text for a terminal of this width: headings, paragraphs, lists, code, and tables that fit or become lists. */
export function markdownText(markdown: string, page: Page): string {
  return lexer(markdown)
    .flatMap((token) => block(token, page))
    .join('\n')
    .trimEnd();
}

function block(token: Token, page: Page): string[] {
  switch (token.type) {
    case 'heading':
      return [page.paint(inline(token), 'bold'), ''];
    case 'code':
      return [...(token as Tokens.Code).text.split('\n').map((line) => `    ${line}`), ''];
    case 'list':
      return [...(token as Tokens.List).items.flatMap((item) => indented(inline(item), '- ', page)), ''];
    case 'table':
      return [...table(token as Tokens.Table, page), ''];
    case 'space':
      return [];
    default:
      return [...wrap(inline(token), page.width), ''];
  }
}

/** The words of a token without its marks. */
function inline(token: Token): string {
  if ('tokens' in token && token.tokens !== undefined) return token.tokens.map(inline).join('');
  return 'text' in token ? String(token.text).replaceAll('\n', ' ') : ' ';
}

function indented(text: string, mark: string, { width }: Page): string[] {
  return wrap(text, width - mark.length).map((line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`);
}

function table({ header, rows }: Tokens.Table, page: Page): string[] {
  const titles = header.map(cell);
  const all = rows.map((row) => row.map(cell));
  const widths = titles.map((title, column) =>
    Math.max(...[title, ...all.map((row) => row[column] ?? '')].map((text) => stringWidth(text))),
  );
  const fits = widths.reduce((sum, width) => sum + width + 2, -2) <= page.width;
  if (!fits) return all.flatMap((row) => record(titles, row, page));
  const line = (row: readonly string[]): string =>
    row
      .map((text, column) => padTo(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [page.paint(line(titles), 'dim'), ...all.map(line)];
}

/** A row that is too long for the terminal: its first cell, and the others below it with their titles. */
function record(titles: readonly string[], [first = '', ...others]: readonly string[], page: Page): string[] {
  const named = others.map((text, index) => (others.length === 1 ? text : `${titles[index + 1] ?? ''}: ${text}`));
  return [
    ...wrap(first, page.width).map((line) => page.paint(line, 'bold')),
    ...named.flatMap((text) => indented(text, '  ', page)),
  ];
}

function cell({ tokens }: Tokens.TableCell): string {
  return tokens.map(inline).join('');
}
