import { expect, test } from 'vitest';
import { autostartOf } from '../../../electron/host/autostart.ts';
import { showing } from '../../../electron/host/notify.ts';

const HOSTILE = { title: '--help "; rm -rf /', body: '-x <a href="https://evil.test">$(id)</a> & `id`' };

test('on Linux an agent’s words are arguments behind the options, without markup', () => {
  expect(showing('linux', HOSTILE)).toEqual({
    program: 'notify-send',
    args: [
      '--app-name=Maestro',
      '--',
      HOSTILE.title,
      '-x &lt;a href="https://evil.test"&gt;$(id)&lt;/a&gt; &amp; `id`',
    ],
  });
});

test('on a Mac they are arguments of a script that does not change, and never options', () => {
  const [one, other] = [showing('darwin', HOSTILE), showing('darwin', { title: 'a', body: 'b' })];
  expect(one.args[1]).toBe(other.args[1]);
  expect(one.args.slice(2).some((word) => word.startsWith('-'))).toBe(false);
});

test('on Windows they are the environment of a script that does not change', () => {
  const [one, other] = [showing('win32', HOSTILE), showing('win32', { title: 'a', body: 'b' })];
  expect(one.args).toEqual(other.args);
  expect(one.env).toEqual({ MAESTRO_TITLE: HOSTILE.title, MAESTRO_BODY: HOSTILE.body });
});

test('what starts the daemon with a session names a program that may be called anything', () => {
  const program = ['/opt/a "b" 100% $HOME/node', '/opt/<m>.js'] as const;
  expect(autostartOf('linux', '/home/ada', program)?.content).toContain(
    'ExecStart="/opt/a \\"b\\" 100%% $$HOME/node" "/opt/<m>.js" "daemon" "run"',
  );
  expect(autostartOf('darwin', '/home/ada', program)?.content).toContain('<string>/opt/&lt;m&gt;.js</string>');
  expect(autostartOf('win32', '/home/ada', program)).toBeUndefined();
});
