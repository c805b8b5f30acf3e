import stringWidth from 'string-width';
import { padTo } from './text.ts';

const GAP = '  ';

/** Rows in aligned columns, two blanks apart, under their titles and a line of dashes. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [titles, titles.map((title) => '-'.repeat(title.length)), ...rows];
  const widths = titles.map((_, column) => Math.max(...all.map((row) => stringWidth(row[column] ?? ''))));
  return all
    .map((row) =>
      row
        .map((cell, column) => padTo(cell, widths[column] ?? 0))
        .join(GAP)
        .trimEnd(),
    )
    .join('\n');
}
