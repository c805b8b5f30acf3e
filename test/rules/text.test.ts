import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withVisibleControls } from '../../electron/contract/text.ts';

test('a text cannot end a paste, press a key or command a terminal', () => {
  expect(withVisibleControls('a\u001b[201~\u0003b\u009b1m\u007f')).toBe('a␛[201~␃b\ufffd1m␡');
  expect(withVisibleControls('one\ttab\r\ntwo\n')).toBe('one\ttab\ntwo\n');
});

test('no text keeps a control character, and what has none stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const safe = withVisibleControls(text);
      expect(safe).not.toMatch(/(?![\t\n])\p{Cc}/u);
      expect(withVisibleControls(safe)).toBe(safe);
    }),
  );
});
