/** What a layer shows that does not have a key. */
export const UNSET = 'unset';

/** What workers get as their environment, and whatever is called a secret. */
const SECRET = /^workers\..+\.(env|headers)\.|(token|secret|password|api[-_]?key)$/i;
const MASK = '•••';

/** A value as the inspector shows it: `on`, `off`, `unset`, lists with commas. What may be a secret is never shown. */
export function textOf(keyPath: string, value: unknown): string {
  if (value === undefined) return UNSET;
  if (SECRET.test(keyPath)) return MASK;
  return plainText(value);
}

function plainText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The values that can be chosen, as they are shown. */
export function optionTexts(values: readonly unknown[]): string[] {
  return values.map(plainText);
}

/** The same with its unit, for reading. */
export function displayTextOf(keyPath: string, value: unknown): string {
  const text = textOf(keyPath, value);
  if (typeof value === 'number') return `${text}${unitOf(keyPath, value)}`;
  if (keyPath === 'supervision.level' && value === 'mid') return 'medium';
  return keyPath === 'ui.missionControl.backgroundMode' && value !== undefined ? `${text} background` : text;
}

function unitOf(keyPath: string, value: number): string {
  const many = value === 1 ? '' : 's';
  if (keyPath.endsWith('Ms')) return ' ms';
  if (/minutes$/i.test(keyPath)) return ` minute${many}`;
  if (keyPath.endsWith('_days')) return ` day${many}`;
  return keyPath.endsWith('_threshold') ? (value === 1 ? ' entry' : ' entries') : '';
}
