const PLACEHOLDER = '(nothing was written here)';
const POWER_TAGS = /<\/?\s*(?:system|instructions|user-prompt|assistant)\b[^>]*>/gi;
/** Control characters, without line break and tab. */
const CONTROL = /[^\P{Cc}\n\t]|[\u2028\u2029]/gu;

/** Text of a plan, a report or an agent as quoted material: it can neither close its tag nor look like a heading. */
export function block(tag: string, text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replace(POWER_TAGS, '').replaceAll(CONTROL, '').split('\n').map(defuse);
  const inside = lines.join('\n').trim() === '' ? PLACEHOLDER : entities(lines.join('\n'));
  return `<${tag}>\n${inside}\n</${tag}>`;
}

/** The same on one line. */
export function inline(text: string): string {
  const lines = text
    .replace(POWER_TAGS, '')
    .split(/\r\n|[\n\r]/)
    .map((line) => defuse(line.replaceAll(CONTROL, '').replaceAll('\t', ' ').trim()))
    .filter((line) => line !== '');
  return lines.length === 0 ? PLACEHOLDER : entities(lines.join(' / ').replaceAll(/\s+/g, ' '));
}

/** A backslash before what Markdown would take as structure at the beginning of a line. */
function defuse(line: string): string {
  const flat = line.replace(/^\t+/, (tabs) => '\\t'.repeat(tabs.length)).replace(/^ {4,}/, (blanks) => `\\${blanks}`);
  return flat
    .replace(/^(\s*)(#+|>|[*+-]|`{3,}|~{3,})/, '$1\\$2')
    .replace(/^(\s*)(\d+)([.)])/, '$1$2\\$3')
    .replaceAll(/<!--|-->/g, (mark) => `\\${mark}`);
}

function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
