import { expect, test } from 'vitest';
import type { Report } from '../../electron/contract/reports.ts';
import { type AgentContainer, startAgentContainer } from '../support/agent-container.ts';
import { claudeAtWork, press, say, shows } from '../support/claude.ts';

const MODES = {
  free: ['--dangerously-skip-permissions'],
  asking: [],
  plan: ['--permission-mode', 'plan'],
};

async function claude(task: string, mode: keyof typeof MODES = 'free'): Promise<AgentContainer> {
  return startAgentContainer(await claudeAtWork(task, MODES[mode]));
}

function attends(
  container: AgentContainer,
  what: string,
  like: NonNullable<Report['attention']>['kind'],
): Promise<Report> {
  return container.reported(what, ({ attention }) => attention?.kind === like);
}

const INTERRUPTED = 'Interrupted: it waits for what to do next.';

test('a question keeps its text and its choices while it is open, and ends when it is answered', async () => {
  const container = await claude('Please ASK me');
  await shows(container, /Enter to select/);
  // What Claude Code sends some seconds after it.
  await container.sh(
    `echo '{"hook_event_name":"Notification","notification_type":"permission_prompt","message":"Claude needs your permission"}' | /usr/local/lib/maestro/hook claude`,
  );
  await press(container, 'Down');
  await container.sh('touch /workspace/later');
  const { attention } = await container.reported('what is later', ({ git }) => git?.changed === 1);

  expect(attention).toMatchObject({ kind: 'question', text: 'PKCE or implicit?', choices: ['PKCE', 'Implicit'] });
  await press(container, 'Enter');
  await container.reported('the end of the turn', (report) => report.attention?.text === 'Done with the tool.');
});

interface Interrupt {
  readonly what: string;
  readonly task: string;
  readonly mode: keyof typeof MODES;
  readonly open: RegExp;
  readonly key: string;
  /** A dialog is open, and its hook says so. */
  readonly claims: boolean;
}

const INTERRUPTS: readonly Interrupt[] = [
  { what: 'a question', task: 'Please ASK me', mode: 'free', open: /Enter to select/, key: 'Escape', claims: true },
  {
    what: 'a permission',
    task: 'RUN touch /tmp/x',
    mode: 'asking',
    open: /want to proceed/,
    key: 'Escape',
    claims: true,
  },
  { what: 'a plan', task: 'PLAN it', mode: 'plan', open: /Exit plan mode/, key: 'Escape', claims: true },
  { what: 'a tool', task: 'RUN sleep 1000', mode: 'free', open: /Running/, key: 'Escape', claims: false },
  { what: 'a hanging model', task: 'HANG', mode: 'free', open: /esc to interrupt/, key: 'C-c', claims: false },
];

test.each(INTERRUPTS)('$what that a key interrupts fires no hook, and is over all the same', async (interrupt) => {
  const { task, mode, open, key, claims } = interrupt;
  const container = await claude(task, mode);
  await shows(container, open);
  if (claims) await container.reported('the claim', ({ attention }) => attention !== null);

  await press(container, key);

  const { attention } = await attends(container, 'the interrupt', 'finished');
  expect(attention?.text).toBe(INTERRUPTED);
  await say(container, 'say hello');
  await container.reported('the next turn', (report) => report.attention?.text === 'Hello.');
});

test('a permission says what it is for, and ends when it is given', async () => {
  const container = await claude('RUN touch /tmp/x', 'asking');
  await shows(container, /Do you want to proceed/);

  const { attention } = await attends(container, 'the claim', 'permission');
  expect(attention?.text).toBe('Bash: touch /tmp/x');
  await press(container, 'Enter');

  await container.reported('the end', (report) => report.attention?.text === 'Done with the tool.');
});

test.each(['Please ASK me', 'RUN sleep 1000'])(
  'of an agent that was killed in the middle of “%s” only that is left',
  async (task) => {
    const container = await claude(task);
    await shows(container, task.includes('ASK') ? /Enter to select/ : /Running/);

    await container.sh('pkill -9 -x claude');

    const { attention } = await container.reported('its end', ({ agent }) => agent.state === 'exited');
    expect(attention).toBeNull();
  },
);
