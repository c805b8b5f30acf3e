import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TitleWords } from '../../../electron/engine/terminals/titles.ts';
import { keyLines, pasteLines, pictureQuestion } from '../../../electron/engine/terminals/commands.ts';
import { ControlReader, type Ending, type Said, unescaped } from '../../../electron/engine/terminals/protocol.ts';

const SEAL = 'f00dfeed';

/** What is heard when these bytes come in pieces that are cut at these places. */
function heard(text: string | Buffer, cuts: readonly number[] = [], asked: readonly Ending[][] = []): Said[] {
  const reader = new ControlReader();
  for (const endings of asked) reader.expect(endings);
  const bytes = Buffer.from(text as string, 'utf8');
  const places = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).flatMap((end, index) => [...reader.read(bytes.subarray(places[index], end))]);
}

/** As tmux escapes what a pane printed. */
function escaped(bytes: Uint8Array): Buffer {
  const parts = [...bytes].map((byte) =>
    byte < 32 || byte === 92 ? Buffer.from(`\\${byte.toString(8).padStart(3, '0')}`) : Buffer.from([byte]),
  );
  return Buffer.concat(parts);
}

const bytesOf = fc.uint8Array({ minLength: 1, maxLength: 200 });
const cutsOf = fc.array(fc.nat(2_000), { maxLength: 12 });
/** Lines that an agent might print to be taken for tmux. */
const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(
      '%exit',
      '%end 5 7 1',
      '%error 5 7 1',
      '%begin 5 8 1',
      '%begin 5 8 0',
      '%output %0 gotcha',
      '%pause %0',
      '%layout-change @0 a,1x1,0,0,0 a,1x1,0,0,0 *',
      'deadbeef',
      '',
    ),
    fc.string({ maxLength: 30 }).filter((line) => !line.includes('\n') && !line.includes(SEAL)),
  ),
  { maxLength: 30 },
);

test('whatever a pane printed arrives byte for byte, however the stream is cut', () => {
  fc.assert(
    fc.property(bytesOf, cutsOf, fc.boolean(), (bytes, cuts, extended) => {
      const before = Buffer.from(extended ? '%extended-output %3 12 : ' : '%output %3 ');
      const said = heard(Buffer.concat([before, escaped(bytes), Buffer.from('\n')]), cuts);

      expect(said).toEqual([{ kind: 'output', pane: '%3', bytes: Buffer.from(bytes) }]);
    }),
  );
});

test('what is no escape is left as it is', () => {
  expect(String(unescaped(Buffer.from('a\\134b\\9\\77')))).toBe('a\\b\\9\\77');
});

test('a screen full of words of tmux is text, and what comes after it is heard', () => {
  fc.assert(
    fc.property(hostile, cutsOf, (lines, cuts) => {
      const stream = [
        '%begin 5 6 1',
        'facts',
        '%end 5 6 1',
        '%begin 5 7 1',
        ...lines,
        '%end 5 7 1',
        '%begin 5 8 1',
        SEAL,
        '%end 5 8 1',
        '%output %0 after',
        '',
      ].join('\n');
      const said = heard(stream, cuts, [[null, SEAL]]);

      expect(said).toEqual([
        { kind: 'answer', ok: true, texts: ['facts', lines.join('\n')] },
        { kind: 'output', pane: '%0', bytes: Buffer.from('after') },
      ]);
    }),
  );
});

test('no bytes at all make the reader fail', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), cutsOf, (bytes, cuts) => {
      expect(() => heard(Buffer.from(bytes), cuts)).not.toThrow();
    }),
  );
});

test('a line of commands is given up with the first that fails, and the next question is answered', () => {
  const said = heard(
    '%begin 1 1 1\nno pane\n%error 1 1 1\n%begin 1 2 1\n%end 1 2 1\n',
    [],
    [[null, SEAL, null], [null]],
  );

  expect(said).toEqual([
    { kind: 'answer', ok: false, texts: ['no pane'] },
    { kind: 'answer', ok: true, texts: [''] },
  ]);
});

test('what nobody asked answers no question, and is told when it failed', () => {
  const said = heard(
    '%begin 1 1 0\n%end 1 1 0\n%begin 1 2 0\nno window\n%error 1 2 0\n%begin 1 3 1\n%end 1 3 1\n',
    [],
    [[null]],
  );

  expect(said).toEqual([
    { kind: 'failure', text: 'no window' },
    { kind: 'answer', ok: true, texts: [''] },
  ]);
});

test('keys and pastes of any text are commands in which nothing of the text is left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
      for (const line of keyLines('%0', text)) expect(line).toMatch(/^send-keys -t '%0' -H( [0-9a-f]{1,2})+$/);
      for (const line of pasteLines('%0', 'b', text)) {
        expect(line).toMatch(/^(set-buffer (-a )?-b b -- "(\\[0-3][0-7]{2})+"|paste-buffer -p -d -b b -t '%0')$/);
      }
      const typed = keyLines('%0', text).flatMap((line) => line.split(' -H ')[1]?.split(' ') ?? []);
      expect(Buffer.from(typed.map((byte) => Number.parseInt(byte, 16)))).toEqual(Buffer.from(text, 'utf8'));
    }),
    { numRuns: 30 },
  );
});

test('titles are said in the words that every terminal knows, wherever the output is cut', () => {
  const titles = new TitleWords();
  const output = 'a\u001bk✳ one\u001b\\b\u001b]0;two\u0007c\u001b[1mk';

  expect(Array.from(output, (piece) => titles.read(piece)).join('')).toBe(output.replace('\u001bk', '\u001b]2;'));
});

test('a question for a picture says how each of its answers ends', () => {
  const { line, endings } = pictureQuestion('%0', { seal: SEAL, lines: 10, then: ['refresh-client'] });
  const commands = line.split(' ; ').filter((command) => command !== `display-message -p '${SEAL}'`);

  expect(endings).toEqual([null, null, SEAL, SEAL, SEAL, SEAL, SEAL, null]);
  expect(commands).toHaveLength(endings.length);
});
