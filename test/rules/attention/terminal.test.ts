import fc from 'fast-check';
import { expect, test } from 'vitest';
import { terminalCall } from '../../../electron/engine/attention/terminal-rules.ts';

const notice = { title: 'api-2 needs you', body: 'Which port; 80 or 8080?' };

test('a terminal gets the sequence that it is known to show, with its fields apart', () => {
  expect(terminalCall(notice, { TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' })).toBe(
    '\u001b]9;api-2 needs you: Which port, 80 or 8080?\u001b\\',
  );
  expect(terminalCall(notice, { TERM: 'xterm-kitty' })).toContain('\u001b]9;');
  expect(terminalCall(notice, { TERM: 'xterm-256color', VTE_VERSION: '7600' })).toBe(
    '\u001b]777;notify;api-2 needs you;Which port, 80 or 8080?\u001b\\',
  );
});

test('one that is not known, or stands behind a multiplexer, rings its bell, and one that can do nothing is left alone', () => {
  expect(terminalCall(notice, { TERM: 'xterm-256color' })).toBe('\u0007');
  expect(terminalCall(notice, { TERM: 'tmux-256color', TERM_PROGRAM: 'iTerm.app' })).toBe('\u0007');
  expect(terminalCall(notice, { TERM: 'xterm', TERM_PROGRAM: 'iTerm.app', TMUX: '/tmp/x,1,0' })).toBe('\u0007');
  expect(terminalCall(notice, { TERM: 'dumb' })).toBe('');
  expect(terminalCall(notice, {})).toBe('');
});

test('whatever an agent says ends no sequence, begins none, and adds no field', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc
      .array(fc.constantFrom('\u001b', '\\', '\u0007', '\u009c', '\u009d', ';', '9;4;3', '\n', '\u202e', 'a'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(hostile, hostile, (title, body) => {
      const nine = terminalCall({ title, body }, { TERM: 'xterm-kitty' });
      const other = terminalCall({ title, body }, { TERM: 'foot' });
      expect(nine.slice(4, -2)).not.toMatch(/[\p{Cc};]/u);
      expect(nine.endsWith('\u001b\\')).toBe(true);
      expect(other.slice(2, -2).split(';')).toHaveLength(4);
      expect(other.slice(2, -2)).not.toMatch(/\p{Cc}/u);
    }),
  );
});
