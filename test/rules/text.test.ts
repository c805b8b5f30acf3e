import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownText, withVisibleControls } from '../../electron/contract/text.ts';

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

test('marks that turn or hide text are shown as what they are', () => {
  expect(shownText('user\u202etxt.exe')).toBe('user\ufffdtxt.exe');
  expect(shownText('ma\u200bin \u2066x\u2069\u200f, ad\u200dmin, \u{e0041}\u{e0042}')).toBe(
    'ma\ufffdin \ufffdx\ufffd, ad\ufffdmin, \ufffd',
  );
  expect(shownText('a\u001b[2J')).toBe('a␛[2J');
});

test('writing that needs joiners keeps them', () => {
  for (const text of ['می\u200cخواهم', 'क\u094d\u200dष', '👩\u200d💻', 'שלום', 'naïve – “ok”\n\ttab']) {
    expect(shownText(text)).toBe(text);
  }
});
