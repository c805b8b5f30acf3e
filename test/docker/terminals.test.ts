import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { TERMINAL_WINDOW_CHARS } from '../../electron/contract/terminals.ts';
import type { ContainerName } from '../../electron/contract/ids.ts';
import { startAgentContainer } from '../support/agent-container.ts';
import { type Client, TRANSPORTS } from '../support/connections.ts';
import { type TestEngine, testEngine } from '../support/docker.ts';
import { inContainer, openTestTerminal, sessionsOf, type TestTerminal, tmuxContainer } from '../support/terminals.ts';
import { until } from '../support/until.ts';

let engine: TestEngine;
let client: Client;

beforeAll(async () => {
  engine = await testEngine();
  client = engine.client;
});

function container(name: string): Promise<ContainerName> {
  return tmuxContainer(engine, name);
}

async function untilNobodyLooks(name: ContainerName): Promise<void> {
  await until('the view to be gone', async () => (await sessionsOf(name)).join() === 'main');
}

describe.each(Object.keys(TRANSPORTS))('over %s', (transport) => {
  test('what is typed into the agent’s window comes back', async () => {
    const name = await container(`echo-${transport}`);
    const connection = await TRANSPORTS[transport]!(engine);
    const terminal = await openTestTerminal(connection.client, name);
    await terminal.type('echo $((6 * 7))-done\r');
    await terminal.shows('42-done');

    await terminal.close();
    await untilNobodyLooks(name);
  });

  if (transport === 'in-process') return;
  test('a cut connection leaves no view behind, and the agent goes on', async () => {
    const name = await container(`cut-${transport}`);
    const connection = await TRANSPORTS[transport]!(engine);
    const terminal = await openTestTerminal(connection.client, name);
    await terminal.type('echo begun-$((8)); sleep 1000\r');
    await terminal.shows('begun-8');

    connection.cut();
    await untilNobodyLooks(name);
    await until('the reader to end', () => terminal.ending() instanceof Error);
    expect(await inContainer(name, 'pgrep -x sleep -a')).toContain('sleep 1000');
  });
});

test('the size of a terminal reaches its tmux window', async () => {
  const name = await container('size');
  const terminal = await openTestTerminal(client, name, { cols: 90, rows: 33 });
  const size = () => inContainer(name, "tmux display -p -t =main:0 '#{window_width}x#{window_height}'");
  await until('the first size', async () => (await size()) === '90x33');

  await client.terminals.resize({ id: terminal.id, cols: 132, rows: 40 });
  await until('the new size', async () => (await size()) === '132x40');
  await terminal.close();
});

test('two viewers see different windows at once, each in its own size', async () => {
  const name = await container('two');
  const agent = await openTestTerminal(client, name, { window: 'agent', cols: 80, rows: 24 });
  const shell = await openTestTerminal(client, name, { window: 'shell', cols: 120, rows: 40 });
  await agent.type('echo I-am-$((1))-agent\r');
  await shell.type('echo I-am-$((2))-shell\r');
  await agent.shows('I-am-1-agent');
  await shell.shows('I-am-2-shell');

  expect(agent.text()).not.toContain('I-am-2-shell');
  const sizes = (): Promise<string> =>
    inContainer(name, "tmux list-windows -t =main -F '#{window_width}x#{window_height}'");
  await expect.poll(sizes).toBe('80x24\n120x40');
});

test('closing one viewer leaves the agent and the other viewer', async () => {
  const name = await container('other');
  const [one, other] = await Promise.all([openTestTerminal(client, name), openTestTerminal(client, name)]);
  await one.close();
  await until('one view to be gone', async () => (await sessionsOf(name)).length === 2);

  await other.type('echo still-$((3))-here\r');
  await other.shows('still-3-here');
});

test('the last viewer keeps the agent alive when the main session is gone', async () => {
  const name = await container('orphan');
  const terminal = await openTestTerminal(client, name);
  await terminal.shows(/^[^$]*\$/);
  await inContainer(name, 'tmux kill-session -t =main');
  await terminal.close();

  await untilNobodyLooks(name);
  expect(await inContainer(name, 'tmux list-windows -t =main -F "#{window_name}"')).toBe('agent\nshell');
});

test('a shell window that was closed is there again for the next viewer', async () => {
  const name = await container('shell');
  await inContainer(name, 'tmux kill-window -t =main:1');
  const terminal = await openTestTerminal(client, name, { window: 'shell' });
  await terminal.type('tmux display -p "#{window_name} $((4))"\r');
  await terminal.shows('shell 4');
});

test('a flood stops when its reader does not keep up, and goes on when it does', async () => {
  const name = await container('flood');
  const terminal = await openTestTerminal(client, name, { acknowledges: false });
  // Colours and moves make tmux redraw everything, so that the flood reaches the viewer nearly as it is.
  await terminal.type('while :; do printf "%0200d\\n" $RANDOM; done\r');
  await until('the window to fill', () => terminal.text().length > TERMINAL_WINDOW_CHARS);
  const stopped = await lengthAtRest(() => terminal.text());
  expect(stopped).toBeLessThan(TERMINAL_WINDOW_CHARS + 256 * 1024);

  await client.terminals.acknowledge({ id: terminal.id, chars: stopped });
  await until('the flood to go on', () => terminal.text().length > stopped);
});

test('Ctrl-C ends a flood', async () => {
  const name = await container('ctrl-c');
  const terminal = await openTestTerminal(client, name);
  await terminal.type('yes flooding\r');
  await until('the flood', () => terminal.text().length > 200_000);

  await terminal.type('\u0003');
  await terminal.type('echo calm-$((5))-again\r');
  await terminal.shows('calm-5-again');
});

test('every script and emoji arrives whole', async () => {
  const name = await container('unicode');
  const terminal = await openTestTerminal(client, name, { cols: 200 });
  const text = 'grüße 漢字 한국어 עברית 🎉👩‍💻 ✓';
  await terminal.type(`printf '%s\\n' '${text}' > /tmp/typed; cat /tmp/typed; echo shown-$((9))\r`);
  await terminal.shows('shown-9');
  expect(await inContainer(name, 'cat /tmp/typed')).toBe(text);
  expect(terminal.text()).toContain('🎉');
  expect(terminal.text()).not.toContain('\uFFFD');
});

test('a large paste arrives whole', async () => {
  const name = await container('paste');
  const terminal = await openTestTerminal(client, name);
  await terminal.type('stty -echo; cat > /tmp/pasted\r');
  const line = `${'0123456789abcdef'.repeat(60)}\n`;
  await terminal.type(line.repeat(200));
  await terminal.type('\u0004');
  await until('the paste', async () => {
    return (await inContainer(name, 'wc -c < /tmp/pasted')).trim() === String(line.length * 200);
  });
});

test('Ctrl-P reaches the program at once', async () => {
  const name = await container('ctrl-p');
  const terminal = await openTestTerminal(client, name);
  await terminal.type('echo first-$((7))\r');
  await terminal.shows('first-7');
  await terminal.type('\u0010');
  await until('the former command', () => terminal.text().split('echo first-$((7))').length > 2);
});

test('a terminal ends with its container', async () => {
  const name = await container('end');
  const terminal = await openTestTerminal(client, name);
  await terminal.shows(/^[^$]*\$/);
  await engine.context.docker.stop(name, { graceSeconds: 0 });

  await until('the end', () => terminal.ending() !== undefined);
  expect(terminal.ending()).toMatchObject({ kind: 'exit' });
  await expect(terminal.type('x')).rejects.toMatchObject({ data: { code: 'TERMINAL_NOT_FOUND' } });
});

test('a closed terminal cannot be typed into', async () => {
  const name = await container('closed');
  const terminal = await openTestTerminal(client, name);
  await terminal.close();
  await expect(terminal.type('x')).rejects.toMatchObject({ data: { code: 'TERMINAL_NOT_FOUND' } });
});

test('a container that does not run, or is not there, or is not ours, has no terminal', async () => {
  const name = await container('stopped');
  await engine.context.docker.stop(name, { graceSeconds: 0 });
  await expect(openTestTerminal(client, name)).rejects.toMatchObject({ data: { code: 'CONTAINER_NOT_RUNNING' } });

  const absent = openTestTerminal(client, 'nobody-1' as ContainerName);
  await expect(absent).rejects.toMatchObject({ data: { code: 'CONTAINER_NOT_FOUND' } });

  const stranger = await testEngine();
  await expect(openTestTerminal(stranger.client, name)).rejects.toMatchObject({ data: { code: 'CONTAINER_NOT_OURS' } });
});

test('a viewer of a window that is gone fails and leaves nothing', async () => {
  const name = await container('gone');
  await inContainer(name, 'tmux kill-window -t =main:0');
  await expect(openTestTerminal(client, name)).rejects.toMatchObject({ data: { code: 'TERMINAL_FAILED' } });
  await untilNobodyLooks(name);
});

test('a container whose tmux is not there yet says so', async () => {
  const name = await container('early');
  await inContainer(name, 'tmux kill-server');
  await expect(openTestTerminal(client, name)).rejects.toMatchObject({ data: { code: 'TERMINAL_FAILED' } });
});

/** The length of a text that does not grow any more. */
async function lengthAtRest(text: () => string): Promise<number> {
  let last = -1;
  await until('the flood to stop', async () => {
    const before = text().length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    last = text().length;
    return last === before;
  });
  return last;
}

test('an agent does not wait for a viewer that reads nothing', async () => {
  const name = await container('unread');
  const id = randomUUID();
  // Nobody takes the output.
  const stream = await client.terminals.output({ id, container: name, window: 'agent', cols: 100, rows: 30 });
  await client.terminals.write({ id, text: 'yes a line that nobody reads | head -c 20M; echo over > /tmp/over\r' });

  await until('its end', async () => (await inContainer(name, 'cat /tmp/over 2>/dev/null || true')) === 'over');
  await stream.return();
});

test('the viewer that is typed into decides the size, and the other one is drawn anew at that size', async () => {
  const name = await container('sizes');
  const large = await openTestTerminal(client, name, { cols: 120, rows: 40 });
  const small = await openTestTerminal(client, name, { cols: 80, rows: 24 });
  const drawn = (terminal: TestTerminal): string =>
    `${terminal.screens().at(-1)?.cols}x${terminal.screens().at(-1)?.rows}`;
  await until('the latest to decide', () => drawn(large) === '80x24');

  await large.type('x');
  await until('both to follow', () => drawn(large) === '120x40' && drawn(small) === '120x40');
});

test('what a screen shows is drawn for a later viewer with its history, wrapped lines and cursor', async () => {
  const name = await container('later');
  const first = await openTestTerminal(client, name, { cols: 40, rows: 10 });
  await first.type(`clear; for i in 1 2 3 4 5 6 7 8; do printf "$i-%060d\\n" 0; done; printf end-$((3)); sleep 1000\r`);
  await first.shows('end-3');

  const later = await openTestTerminal(client, name, { cols: 40, rows: 10 });
  await later.shows('end-3');
  const text = later.screens()[0]?.text ?? '';
  expect(text).toContain(`1-${'0'.repeat(60)}\r\n2-${'0'.repeat(60)}\r\n`);
});

test('words of tmux on a screen are text to a later viewer', async () => {
  const name = await container('hostile');
  const first = await openTestTerminal(client, name);
  await first.type(
    `clear; printf '%%exit\\n%%end 1 2 1\\n%%begin 1 3 1\\n%%output %%0 gotcha\\n'; echo still-$((5))\r`,
  );
  await first.shows('still-5');

  const later = await openTestTerminal(client, name);
  await later.shows(/%exit\r\n%end 1 2 1\r\n%begin 1 3 1\r\n%output %0 gotcha\r\nstill-5/);
  await later.type('echo after-$((6))\r');
  await later.shows('after-6');
});

test('an agent that prints until it ends is started again each time, in its window, and one that runs is left alone', async () => {
  const agent = await startAgentContainer({ command: ['bash', '--norc'] });
  const { client: own } = agent.engine;
  const name = `${agent.engine.user.prefix}agent-1` as ContainerName;
  await expect(own.containers.restart({ name })).rejects.toMatchObject({ data: { code: 'TERMINAL_FAILED' } });
  const terminal = await openTestTerminal(own, name);
  const shell = await inContainer(name, 'tmux display -p -t =main:1 "#{pane_pid}"');

  for (const time of [1, 2, 3, 4, 5, 6]) {
    await terminal.type(`seq 300; exit ${time}\r`);
    await agent.reported(`end ${time}`, (report) => report.agent.state === 'exited' && report.agent.exitCode === time);
    // Two at the same moment start it once.
    const both = [own.containers.restart({ name }), own.containers.restart({ name })];
    const starts = (await Promise.allSettled(both)).filter(({ status }) => status === 'fulfilled');
    expect(starts).toHaveLength(1);
    await agent.reported(`start ${time}`, (report) => report.agent.state === 'running');
    await terminal.type(`echo back-$((${time} + 70))\r`);
    await terminal.shows(`back-${time + 70}`);
  }
  expect(await inContainer(name, 'tmux list-windows -t =main -F "#{window_index} #{window_name}"')).toBe(
    '0 agent\n1 shell',
  );
  expect(await inContainer(name, 'tmux display -p -t =main:1 "#{pane_pid}"')).toBe(shell);
});

test('what is typed while an agent is started again arrives, although its terminal hears of that later', async () => {
  const agent = await startAgentContainer({ command: ['bash', '--norc'] });
  const { client: own } = agent.engine;
  const name = `${agent.engine.user.prefix}agent-1` as ContainerName;
  const terminal = await openTestTerminal(own, name);
  await terminal.shows('$ ');

  await agent.sh('pkill -STOP -f "^tmux -u -N -C"; tmux send-keys -t main:agent "exit 3" Enter');
  await agent.reported('its end', (report) => report.agent.state === 'exited');
  await own.containers.restart({ name });
  await terminal.type('echo $((70 + 1)) ');
  await terminal.type('$((80 + 1))\r');
  await agent.sh('pkill -CONT -f "^tmux -u -N -C"');

  await terminal.shows('71 81');
});

test('the agent’s window that somebody closed is made anew by starting the agent again', async () => {
  const agent = await startAgentContainer({ command: ['bash', '--norc'] });
  const name = `${agent.engine.user.prefix}agent-1` as ContainerName;
  await agent.sh('tmux kill-window -t =main:0');
  await agent.engine.client.containers.restart({ name });
  await agent.reported('its start', (report) => report.agent.state === 'running');
  const terminal = await openTestTerminal(agent.engine.client, name);
  await terminal.type('echo back-$((7))\r');
  await terminal.shows('back-7');
});

test('a viewer on the host and an attached terminal live beside each other', async () => {
  const name = await container('beside');
  const terminal = await openTestTerminal(client, name, { cols: 90, rows: 30 });
  const attached = inContainer(
    name,
    'sleep 30 | TERM=xterm-256color timeout 40 script -qc "tmux attach -t main" /dev/null || true',
  );
  await until('both', async () => (await inContainer(name, 'tmux list-clients | wc -l')).trim() === '2');

  await terminal.type('echo beside-$((8))\r');
  await terminal.shows('beside-8');
  await inContainer(name, 'tmux detach-client -s main');
  await attached;
  await terminal.type('echo alone-$((9))\r');
  await terminal.shows('alone-9');
});
