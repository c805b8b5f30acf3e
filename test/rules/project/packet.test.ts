import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HandoffContent } from '../../../electron/contract/handoffs.ts';
import { packetIn } from '../../../electron/engine/project/handoffs/packet-rules.ts';
import { PASTE_LINE } from '../../../electron/engine/project/handoffs/paste.ts';
import { decodeUki, encodeUki } from '../../../electron/engine/project/handoffs/uki-rules.ts';

const word = fc
  .stringMatching(/^[a-zA-Z0-9äß.~/“”"'()<>#é🙂]{1,8}$/u)
  .filter((text) => text !== 'NONE' && !/^~|~$|~~/.test(text));
const token = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('_'));
const spoken = fc.array(token, { minLength: 1, maxLength: 3 }).map((tokens) => tokens.join(' '));
const list = fc.array(token, { maxLength: 3 });
const filled = fc.array(token, { minLength: 1, maxLength: 3 });

const content = fc
  .record({
    currentState: spoken,
    sessionCore: spoken,
    decisions: list,
    artifacts: filled,
    readMore: filled,
    nextAction: spoken,
    summary: spoken,
    signalDelta: list,
    boundaryState: list,
    risks: list,
    causalDrivers: list,
    divergences: list,
    touchedFiles: list,
    completedWork: list,
    validation: list,
  })
  .map((words): HandoffContent => ({ mode: 'execute', ...words, maestroRefs: {}, cs: { work: 0.9 } }));

const packet = content
  .map((words) => {
    const encoded = encodeUki(words);
    return 'uki' in encoded && 'content' in decodeUki(encoded.uki) ? encoded.uki : '';
  })
  .filter((uki) => uki !== '');

const byBlock = (uki: string): string => uki.replaceAll('|', '\n|');
const eachLine =
  (change: (line: string) => string) =>
  (text: string): string =>
    text.split('\n').map(change).join('\n');
const WRAPPERS: Readonly<Record<string, (text: string) => string>> = {
  'the paste form': (text) => `${PASTE_LINE}\n\n${text}`,
  'a line for each block': byBlock,
  'a line for each block, with the mark behind': (text) => text.replaceAll('|', '|\n'),
  'fences of backticks': (text) => `\`\`\`\n${text}\n\`\`\``,
  'fences of tildes with a word': (text) => `~~~text\n${text}\n~~~`,
  'a quotation': eachLine((line) => `> ${line}`),
  'curly quotes': (text) => `“${text}”`,
  'other quotes': (text) => `Handoff: «${text}»`,
  'code within a line': (text) => `\`${text}\``,
  'another system’s line ends': (text) => text.replaceAll('\n', '\r\n'),
  'an indentation': eachLine((line) => `    ${line}`),
  'a tab before and blanks behind': eachLine((line) => `\t${line}  `),
  'blanks that do not break': (text) => text.replaceAll(' ', '\u00a0'),
  'a mark of byte order': (text) => `\ufeff${text}`,
  'the output of create': (text) =>
    `[ok] Handoff created: 2026-11-20-001\n  Mode: execute\n\nUKI v5.4 string:\n${text}`,
  'words after it': (text) => `${text}\n\nThanks!`,
};

test.each(Object.entries(WRAPPERS))('a packet is found in %s', (_, wrap) => {
  fc.assert(
    fc.property(packet, (uki) => {
      expect(packetIn(wrap(uki))).toBe(uki);
    }),
  );
});

test('a packet is found in any of them within any other', () => {
  // What closes a quotation must be the end of it: further words come outside.
  const inner = fc.constantFrom(...(['a line for each block', 'a line for each block, with the mark behind'] as const));
  const outer = fc.uniqueArray(
    fc.constantFrom(
      ...([
        'the paste form',
        'fences of backticks',
        'fences of tildes with a word',
        'a quotation',
        'another system’s line ends',
        'an indentation',
        'blanks that do not break',
        'a mark of byte order',
        'words after it',
      ] as const),
    ),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(packet, inner, outer, (...[uki, first, others]) => {
      const wrapped = [first, ...others].reduce((text, name) => WRAPPERS[name]?.(text) ?? text, uki);
      expect(packetIn(wrapped)).toBe(uki);
    }),
  );
});

test('any text is looked through and answered', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const found = packetIn(text);
      expect(typeof found).toBe('string');
      decodeUki(found);
    }),
  );
});
