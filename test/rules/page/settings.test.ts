import { expect, test } from 'vitest';
import type { UserKey } from '../../../electron/contract/settings.ts';
import {
  formText,
  isChange,
  keySections,
  originText,
  setLine,
  typedOf,
} from '../../../renderer/features/settings/settings-select.ts';

function key(name: string, change: Partial<UserKey> = {}): UserKey {
  return {
    key: name,
    about: 'What it decides.',
    kind: 'text',
    unit: null,
    allowed: 'Give a text.',
    choices: [],
    value: ['a'],
    fallback: ['a'],
    source: 'default',
    line: null,
    acts: true,
    ...change,
  };
}

const LIST = key('firewall.allowed_domains', {
  kind: 'list',
  value: ['a.test', 'b.test'],
  source: 'config.yml',
  line: 3,
});

test('keys are found by their name, by what they decide, and by what holds', () => {
  const keys = [key('git.user_name'), key('daemon.webhook', { about: 'An address.' }), LIST];
  const names = (query: string) => keySections({ keys }, query).flatMap((part) => part.keys.map((one) => one.key));
  expect(names('')).toEqual(keys.map((one) => one.key));
  expect(names('ADDRESS daemon')).toEqual(['daemon.webhook']);
  expect(names('b.test')).toEqual([LIST.key]);
  expect(keySections({ keys }, '').map(({ name }) => name)).toEqual(['git', 'daemon', 'firewall']);
});

test('a list is an entry a line, and is typed as one value', () => {
  expect(formText(LIST)).toBe('a.test\nb.test');
  expect(typedOf(LIST, ' a.test \n\n"c"')).toBe('["a.test","\\"c\\""]');
  expect(isChange(LIST, 'a.test\nb.test\n')).toBe(false);
  expect(isChange(LIST, 'a.test')).toBe(true);
  expect(setLine(LIST, '["a.test"]')).toBe(`maestro config set firewall.allowed_domains '["a.test"]'`);
});

test('where a value comes from is said with its line', () => {
  expect(originText({ source: 'config.yml', line: 3 })).toBe('config.yml, line 3');
  expect(originText({ source: 'default', line: null })).toBe('Default');
  expect(originText({ source: 'default', line: 3 })).toContain('line 3 cannot be used');
});
