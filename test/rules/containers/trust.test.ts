import { expect, test } from 'vitest';
import { withAuthorities } from '../../../electron/engine/containers/trust-rules.ts';

const BUNDLE = '-----BEGIN CERTIFICATE-----\nsystem\n-----END CERTIFICATE-----\n';

test('authorities are put behind what the system has, in place of those before, and go without a trace', () => {
  const first = withAuthorities(BUNDLE, 'one\n');
  const second = withAuthorities(first, 'two\nthree\n');

  expect(first.startsWith(BUNDLE)).toBe(true);
  expect(second).toBe(withAuthorities(BUNDLE, 'two\nthree\n'));
  expect(second).not.toContain('one');
  expect(withAuthorities(second, 'two\nthree\n')).toBe(second);
  expect(withAuthorities(second, '')).toBe(BUNDLE);
});

test('a bundle without any stays as it is', () => {
  expect(withAuthorities(BUNDLE, '')).toBe(BUNDLE);
});
