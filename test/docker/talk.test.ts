import { expect, test } from 'vitest';
import type { Report } from '../../electron/contract/reports.ts';
import type { AgentContainer } from '../support/agent-container.ts';
import { claudeAtWork } from '../support/claude.ts';
import { type Spoken, spoken } from '../support/spoken.ts';
import { until } from '../support/until.ts';

const FREE = ['--dangerously-skip-permissions'];

/** The real Claude Code, and a person who speaks with it. */
async function claude(task: string, mode: readonly string[] = FREE): Promise<Spoken> {
  return spoken(await claudeAtWork(task, mode));
}

function asks(container: AgentContainer, kind: NonNullable<Report['attention']>['kind'], choice: string) {
  return container.reported(
    `${kind} with “${choice}”`,
    ({ attention }) => attention?.kind === kind && attention.choices?.includes(choice) === true,
  );
}

function shows(container: AgentContainer, text: RegExp): Promise<string> {
  return until(`the screen to show ${String(text)}`, async () => {
    const screen = await container.screen();
    if (!text.test(screen)) throw new Error(screen);
    return screen;
  });
}

/** Waits until a file of the container holds exactly this. */
function holds(container: AgentContainer, file: string, text: string): Promise<boolean> {
  return until(`${file} to hold ${JSON.stringify(text)}`, async () => {
    const found = await container.sh(`cat ${file}`);
    if (found !== text) throw new Error(`${JSON.stringify(found)} while the screen shows\n${await container.screen()}`);
    return true;
  });
}

test('a question is answered by number, by the beginning of a choice, and in own words', async () => {
  const container = await claude('Please ASK me');
  const { name, answer, talk } = container;
  await asks(container, 'question', 'PKCE');
  await shows(container, /❯ 1\. PKCE/);

  const other = talk.answer({ name, text: '1', at: '2026-01-01T00:00:00.000Z' });
  await expect(other).rejects.toMatchObject({ data: { code: 'QUESTION_CHANGED' } });
  expect(await answer('impl')).toEqual({
    kind: 'answered',
    question: 'PKCE or implicit?',
    choice: 'Implicit',
    next: null,
  });
  await container.ends('Done with the tool.');
  expect(await shows(container, /→/)).toContain('PKCE or implicit? → Implicit');

  expect(await answer('ASK once more')).toMatchObject({ kind: 'sent' });
  await asks(container, 'question', 'PKCE');
  await shows(container, /❯ 1\. PKCE/);
  expect(await answer('Both; $(touch /tmp/x) "quoted"')).toMatchObject({ choice: 'Both; $(touch /tmp/x) "quoted"' });
  await shows(container, /→ Both; \$\(touch \/tmp\/x\) "quoted"/);
});

test('what could end a paste or press a key reaches the agent as text, in an answer and in a message', async () => {
  const container = await claude('Please ASK me');
  await asks(container, 'question', 'PKCE');
  await shows(container, /❯ 1\. PKCE/);

  expect(await container.answer('Both\u001b[201~\u0003 of them')).toMatchObject({ choice: 'Both␛[201~␃ of them' });
  await shows(container, /→ Both␛\[201~␃ of them/);
  await container.ends('Done with the tool.');
  await container.send("RUN printf %s 'one\u001b[201~\u0003\u001btwo' >/tmp/said");

  await holds(container, '/tmp/said', 'one␛[201~␃␛two');
});

test('in a row of questions each is asked in its turn, several choices are marked, and all is sent in the end', async () => {
  const container = await claude('ASK TWO');
  await asks(container, 'question', 'PKCE');
  await shows(container, /❯ 1\. PKCE/);

  expect(await container.answer('1')).toMatchObject({ choice: 'PKCE', next: { question: 'Which parts?' } });
  const { attention } = await asks(container, 'question', '[ ] Login');
  expect(attention?.text).toBe('Which parts?');
  expect(await container.answer('1,2')).toMatchObject({
    choice: 'Login, Tokens',
    next: { question: 'Ready to submit your answers?', choices: ['Submit answers', 'Cancel'] },
  });
  expect(await container.answer('Submit')).toMatchObject({ next: null });

  await container.ends('Done with the tool.');
  await until('the answer', async () => (await container.screen()).includes('Which parts? → Login, Tokens'));
});

test('a permission tells its choices, and what is none of them is refused before a key is pressed', async () => {
  const container = await claude('RUN touch /tmp/x', []);
  const { attention } = await asks(container, 'permission', 'No');
  expect(attention?.text).toBe('Bash: touch /tmp/x');

  const hints: unknown = expect.arrayContaining(['1) Yes']);
  await expect(container.answer('maybe')).rejects.toMatchObject({ data: { code: 'ANSWER_UNKNOWN', hints } });
  expect(await container.answer('1')).toMatchObject({ kind: 'answered', choice: 'Yes' });

  await container.ends('Done with the tool.');
  expect(await container.sh('ls /tmp/x')).toBe('/tmp/x');
});

test('what is said while an agent works waits in order, can be taken back, and is given when it can be taken', async () => {
  const container = await claude('RUN sleep 1000');
  const { name, talk } = container;
  await shows(container, /Running/);

  await talk.send({ name, text: 'RUN echo first >>/tmp/said\nwith a second line' });
  await talk.send({ name, text: 'RUN echo never >>/tmp/said' });
  const waiting = await talk.send({ name, text: '1. RUN echo last >>/tmp/said' });
  expect(waiting).toHaveLength(3);
  await container.reported('three that wait', ({ messages }) => messages === 3);
  await talk.withdraw({ name, id: waiting[1]?.id ?? '' });

  await talk.interrupt({ name });

  await holds(container, '/tmp/said', 'first\nlast');
  await container.reported('nothing that waits', ({ messages }) => messages === 0);
  expect(await talk.messages({ name })).toEqual([]);
  const tooLate = talk.withdraw({ name, id: waiting[0]?.id ?? '' });
  await expect(tooLate).rejects.toMatchObject({ data: { code: 'MESSAGE_GIVEN' } });
});

test('a task that looks like a list of choices is no dialog, and an interrupt of it is seen', async () => {
  const container = await claude('1. HANG on\n2. for long');
  await shows(container, /esc to interrupt/);

  await container.talk.interrupt({ name: container.name });

  await container.ends('Interrupted: it waits for what to do next.');
  expect(await container.answer('2')).toMatchObject({ kind: 'sent' });
});

test('an agent that calls without a dialog, as after a failed turn, is given what it is answered', async () => {
  const container = await claude('hello');
  await container.ends('Hello.');
  await container.sh(
    `/usr/local/lib/maestro/tell 'claim {"kind":"question","text":"The service is busy.","choices":[]}'`,
  );
  await container.ends('The service is busy.');

  expect(await container.answer('RUN echo again >/tmp/again')).toMatchObject({ kind: 'sent' });

  await holds(container, '/tmp/again', 'again');
});

test('a message of which no hook tells that it was taken calls a person, and the next one does not wait for that', async () => {
  const container = await claude('hello');
  await container.ends('Hello.');
  await container.sh('rm ~/.maestro/submitted; mkdir ~/.maestro/submitted');
  const { name, talk } = container;

  await talk.send({ name, text: 'RUN echo first >>/tmp/said' });
  await talk.send({ name, text: 'RUN echo last >>/tmp/said' });

  await container.reported('the call', ({ attention }) => attention?.text?.includes('does not take it') === true);
  await holds(container, '/tmp/said', 'first\nlast');
});

test('what somebody has begun to type is not sent along with a message', async () => {
  const container = await claude('hello');
  await container.ends('Hello.');
  await container.sh("tmux send-keys -t main:agent 'rm -rf my half '");
  await shows(container, /❯\s+rm -rf my half/);

  await container.talk.send({ name: container.name, text: 'RUN echo given >/tmp/given' });
  await container.sh("sleep 3; tmux send-keys -t main:agent 'sentence' Enter");

  await holds(container, '/tmp/given', 'given');
  await until('the half sentence', async () => /❯\s+rm -rf my half sentence\s*\n/.test(await container.screen()));
});

test('a message for an agent that has ended is given to the next one', async () => {
  const command = ['bash', '-c', 'while read -r line; do echo "$line" >>/tmp/lines; [ "$line" = end ] && exit; done'];
  const container = await spoken({ command, task: 'Do it.' });
  const { name, talk } = container;
  await talk.send({ name, text: 'one\ntwo' });
  await holds(container, '/tmp/lines', 'one\ntwo');
  await talk.send({ name, text: 'end' });
  await container.reported('its end', ({ agent }) => agent.state === 'exited');

  expect(await talk.send({ name, text: 'later' })).toHaveLength(1);
  await expect(talk.interrupt({ name })).rejects.toMatchObject({ data: { code: 'AGENT_ENDED' } });
  await container.restart();

  await until('the next', async () => (await container.sh('cat /tmp/lines')).endsWith('later'));
});
