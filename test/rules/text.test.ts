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

test.each([
  ['a combining grapheme joiner', 'a\u034fb'],
  ['Khmer vowels without a look', 'a\u17b4\u17b5b'],
  ['Mongolian selectors', 'a\u180b\u180c\u180d\u180fb'],
  ['selectors of a variant', 'a\ufe00\ufe0e\ufe0fb'],
  ['selectors beyond the first plane', 'a\u{e0100}\u{e01ef}b'],
  ['joiners after a selector', 'a\ufe0f\u200db'],
])('%s is shown, one sign for all of it', (_what, text) => {
  expect(shownText(text)).toBe('a\ufffdb');
});

test('bits that are written into joiners and selectors of an emoji or a letter are shown', () => {
  expect(shownText('👩\u200d\u200c\u200d\u200c💻')).toBe('👩\u200d\ufffd💻');
  expect(shownText('☂\ufe0f\ufe0f\ufe0e')).toBe('☂\ufe0f\ufffd');
  expect(shownText('1\ufe0f2')).toBe('1\ufffd2');
});

test('whatever is written, nothing without a look stays but single joiners and the picture sign of an emoji', () => {
  const marks = fc.constantFrom(
    ...'\u200c\u200d\ufe0f\ufe0e\u034f\u17b4\u180b\u202e\u2066\u00ad\u{e0101}\u{e0041}'.match(/./gu)!,
  );
  const unit = fc.oneof(
    marks,
    fc.constantFrom('a', ' ', '1', 'ष', '漢', '☂', '👩'),
    fc.string({ unit: 'binary', maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 24 }), (parts) => {
      const shown = shownText(parts.join(''));
      const left = shown
        .replaceAll(/(?<=\p{Extended_Pictographic})\ufe0f|(?<=[#*0-9])\ufe0f(?=\u20e3)/gu, '')
        .replaceAll(/(?<=\P{Join_Control})\p{Join_Control}(?!\p{Join_Control})/gu, '');
      expect(left).not.toMatch(/(?!\p{Join_Control})\p{Default_Ignorable_Code_Point}/u);
      expect(shownText(shown)).toBe(shown);
    }),
  );
});

test('writing that needs joiners keeps them', () => {
  for (const text of [
    'می\u200cخواهم',
    'क\u094d\u200dष',
    '👩\u200d💻',
    '❤\ufe0f\u200d🔥',
    '⚠\ufe0f 1\ufe0f\u20e3 👩🏽\u200d💻',
    'שלום',
    'naïve – “ok”\n\ttab',
  ]) {
    expect(shownText(text)).toBe(text);
  }
});
