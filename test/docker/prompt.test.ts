import { expect, test } from 'vitest';
import { type AgentContainer, startAgentContainer } from '../support/agent-container.ts';
import { until } from '../support/until.ts';

const NASTY = [
  '  starts with spaces, "double" and \'single\' quotes, `backticks`, $(touch /tmp/pwned) ${HOME} \\n \\',
  'EOF',
  '',
  '#{pane_id} %H:%M !! ; & | > < * ? [a] ~ {prompt} --flag -x',
  'tab\there, Ünïcödé 漢字 🎉👩‍👩‍👧, ends with a newline',
  '',
].join('\n');
const LONG = NASTY + Array.from({ length: 400 }, (_, line) => `${line}: ${'lorem ipsum '.repeat(4)}`).join('\n');
const HUGE = NASTY + 'x'.repeat(200_000) + NASTY;

const GOT = '/home/node/got';

/** Takes what is pasted as terminals with bracketed paste do, then waits for one key, and writes both down. */
const PASTED = `
import sys, termios, tty
tty.setraw(0)
sys.stdout.write("\\x1b[?2004h> "); sys.stdout.flush()
got = b""
while not got.endswith(b"\\x1b[201~"): got += sys.stdin.buffer.raw.read(65536)
sys.stdout.write("pasted\\r\\n"); sys.stdout.flush()
key = sys.stdin.buffer.raw.read(16)
open("${GOT}.part", "wb").write(got[len("\\x1b[200~"):-len("\\x1b[201~")])
open("${GOT}.key", "wb").write(key)
import os, time
os.rename("${GOT}.part", "${GOT}"); time.sleep(1000)
`;

const AGENTS = {
  argument: {
    first: ['bash', '-c', `printf %s "$1" >${GOT}.part; mv ${GOT}.part ${GOT}; sleep 1000`, 'agent', '{prompt}'],
    delivery: 'argument',
  },
  stdin: { first: ['bash', '-c', `cat >${GOT}.part; mv ${GOT}.part ${GOT}; sleep 1000`], delivery: 'stdin' },
  paste: { first: ['python3', '-c', PASTED], delivery: 'paste' },
} as const;

async function received(container: AgentContainer): Promise<string> {
  await until('the agent to have it', async () => (await container.sh(`ls ${GOT}`)) === GOT);
  return (await container.file(GOT)).toString('utf8');
}

const CASES = (['argument', 'stdin', 'paste'] as const).flatMap((how) => [
  { how, what: 'with quotes, newlines, $() and emoji', task: NASTY },
  { how, what: 'of 20 KB', task: LONG },
]);

test.each(CASES)('a prompt $what arrives byte for byte by $how', async ({ how, task }) => {
  const { first, delivery } = AGENTS[how];
  const container = await startAgentContainer({
    task,
    command: ['true'],
    launch: { first: [...first], delivery },
  });

  expect(await received(container)).toBe(task);
  expect(await container.sh('ls /tmp/pwned 2>&1')).toContain('No such file');
});

test('a prompt that is too long for an argument is pasted whole, and Enter comes after it', async () => {
  const { first } = AGENTS.paste;
  const container = await startAgentContainer({
    task: HUGE,
    command: ['true'],
    launch: { first: [...first, '{prompt}'], delivery: 'argument' },
  });

  expect((await received(container)) === HUGE).toBe(true);
  expect((await container.file(`${GOT}.key`)).toString()).toBe('\r');
});

test('a prompt of 120 KB is still one argument', async () => {
  const task = 'y'.repeat(120_000);
  const container = await startAgentContainer({ task, command: [...AGENTS.argument.first] });

  expect((await received(container)) === task).toBe(true);
});

test('a program that reads plain lines gets the task when it stands in a read, however late', async () => {
  const command = ['bash', '-c', `sleep 5; IFS= read -r line; printf %s "$line" >${GOT}; sleep 1000`];
  const container = await startAgentContainer({ task: 'Do "this" $(now)', command, typeTask: true });

  expect(await received(container)).toBe('Do "this" $(now)');
});

test('a program that is silent for long before it asks for a paste gets the task whole, and in one piece', async () => {
  const { first } = AGENTS.paste;
  const slow = ['bash', '-c', 'sleep 8; exec "$@"', 'slow', ...first];
  const container = await startAgentContainer({ task: LONG, command: slow, typeTask: true });

  expect((await received(container)) === LONG).toBe(true);
});

test('a task that nobody said to type into a program is left in a file, so that a shell does not run it', async () => {
  const container = await startAgentContainer({ task: 'touch /tmp/ran', command: ['bash'] });
  await container.sh('tmux send-keys -t main:agent "cat /etc/maestro/prompt >/workspace/got" Enter');
  await container.reported('the change', ({ git }) => git?.changed === 1);

  expect(await container.sh('cat /workspace/got; ls /tmp/ran 2>&1')).toMatch(/^touch \/tmp\/ran.*No such file/s);
});

/** A program that takes its first Enter for nothing, and says by a hook when it has its task. */
const DEAF = `
import sys, tty, subprocess
tty.setraw(0)
sys.stdout.write("\\x1b[?2004h> "); sys.stdout.flush()
got = b""
while got.count(b"\\r") < 2: got += sys.stdin.buffer.raw.read(65536); sys.stdout.write("\\r> Do it."); sys.stdout.flush()
subprocess.run(["/usr/local/lib/maestro/hook", "claude"], input=b'{"hook_event_name":"UserPromptSubmit"}')
open("${GOT}", "wb").write(got)
while True: sys.stdin.buffer.raw.read(1)
`;

test('a task counts as given when the agent says so: until then Enter is pressed again', async () => {
  const launch = { first: ['python3', '-c', DEAF], delivery: 'paste', confirms: 'hook' } as const;
  const container = await startAgentContainer({
    task: 'Do it.',
    command: ['true'],
    launch: { ...launch, first: [...launch.first] },
  });

  expect(await received(container)).toBe('\x1b[200~Do it.\x1b[201~\r\r');
});

/** Takes pastes and keys as Codex does: a long paste stands in its line as a mark. */
const KEPT = `
import subprocess, sys, tty
tty.setraw(0)
sys.stdout.write("\\x1b[?2004h> "); sys.stdout.flush()
got = b""
while not got.endswith(b"\\x1b[201~"): got += sys.stdin.buffer.raw.read(65536)
sys.stdout.write("\\r\\x1b[K> [Pasted Content 25000 chars]"); sys.stdout.flush()
keys = b""
while keys.count(b"\\r") < 3: keys += sys.stdin.buffer.raw.read(16)
open("${GOT}", "wb").write(got[6:-6])
subprocess.run(["/usr/local/lib/maestro/hook", "codex"], input=b'{"hook_event_name":"UserPromptSubmit"}')
while True: open("${GOT}.more", "ab").write(sys.stdin.buffer.raw.read(1))
`;

test('a long task that stands in the input line as a mark is submitted all the same, and never after the agent has it', async () => {
  const container = await startAgentContainer({
    task: LONG,
    command: ['true'],
    launch: {
      first: ['python3', '-c', KEPT],
      delivery: 'paste',
      confirms: 'hook',
    },
  });

  expect((await received(container)) === LONG).toBe(true);
  await until(
    'nobody to type any more',
    async () => (await container.sh("tmux display -p -t main:agent '#{pane_pipe}'")) === '0',
  );
  expect(await container.sh(`cat ${GOT}.more`)).toBe('');
});

/** Opens a dialog instead of taking the Enter, and writes down each key that comes after it. */
const DIALOG = `
import sys, tty
tty.setraw(0)
sys.stdout.write("\\x1b[?2004h> "); sys.stdout.flush()
got = b""
while b"\\r" not in got: got += sys.stdin.buffer.raw.read(65536)
sys.stdout.write("Do it.\\r\\nMay I?\\r\\n❯ 1. Yes\\r\\n  2. No"); sys.stdout.flush()
while True:
  key = sys.stdin.buffer.raw.read(1)
  open("${GOT}", "ab").write(key)
`;

test('Enter is never pressed on a dialog that opened before the agent said that it has its task; a person is called', async () => {
  const container = await startAgentContainer({
    task: 'Do it.',
    command: ['true'],
    launch: {
      first: ['python3', '-c', DIALOG],
      delivery: 'paste',
      confirms: 'hook',
      screen: { dialog: '❯ [0-9]+\\.', idle: '✳' },
    },
  });

  await container.reported('the call', ({ attention }) => attention?.kind === 'question');
  expect(await container.sh(`cat ${GOT} 2>&1`)).toContain('No such file');
});

test('the program and its arguments are handed on as they are', async () => {
  const command = ['bash', '-c', `printf '%s\\0' "$@" >${GOT}.part; mv ${GOT}.part ${GOT}; sleep 1000`, 'agent'];
  const args = ['', ' ', '$HOME', 'a b', '*', "it's", '--x={prompt}', 'ü\n', '{prompt}'];
  const container = await startAgentContainer({ task: 'the task', command: [...command, ...args] });

  const got = (await received(container)).split('\0').slice(0, -1);

  expect(got).toEqual([...args.slice(0, -1), 'the task']);
});
