import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AgentContainer, startAgentContainer } from '../support/agent-container.ts';
import { until } from '../support/until.ts';

const SLEEP = ['sleep', 'infinity'];

/** A scripted agent that does what the test writes into `~/do`, line by line. */
const OBEYS = ['bash', '-c', 'mkfifo ~/do; echo up; while IFS= read -r line <>~/do; do eval "$line"; done'];

let agent: AgentContainer;

beforeAll(async () => {
  agent = await startAgentContainer({ command: OBEYS });
  await until('the agent to listen', async () => (await agent.sh('test -p ~/do && echo yes')) === 'yes');
});

async function says(container: AgentContainer, line: string): Promise<void> {
  await container.sh(`cat >~/do <<'END'\n${line}\nEND`);
}

/** A person's terminal at a window of tmux, for so long as the test looks. */
async function visit(container: AgentContainer, keys: string): Promise<void> {
  await container.sh(
    `{ sleep 1.5; printf '${keys}'; sleep 4; } | TERM=xterm-256color timeout 5 script -qc 'tmux attach -t main:agent' /dev/null`,
  );
}

describe('git facts', () => {
  test('start with the branch of the container and nothing since its base', async () => {
    const { git } = await agent.reported('git', (report) => report.git !== null);

    const none = { changed: 0, ahead: null, behind: null, stashes: 0, sinceBase: 0 };
    expect(git).toEqual({ branch: 'feat/work', head: await agent.sh('git -C /workspace rev-parse HEAD'), ...none });
  });

  test('count changed, untracked and renamed files, each once', async () => {
    const container = await startAgentContainer({ command: SLEEP });

    await container.sh(
      'cd /workspace; git mv file "ren amed"; mkdir -p new; echo x >new/a; echo y >"new/b\nc"; echo z >d',
    );

    await container.reported('four changes', ({ git }) => git?.changed === 4);
  });

  test('count commits since the base, and ahead and behind of an upstream', async () => {
    const container = await startAgentContainer({ command: SLEEP });
    const git = 'cd /workspace; git clone -q --bare . ~/up.git; git remote add up ~/up.git; git push -qu up HEAD';
    await container.sh(`${git}; git commit -q --allow-empty -m two; git commit -q --allow-empty -m three`);
    await container.reported('two ahead', (report) => report.git?.ahead === 2 && report.git.sinceBase === 2);

    await container.sh('cd /workspace; git push -q; git reset -q --hard HEAD~1');

    await container.reported('one behind', ({ git: facts }) => facts?.behind === 1 && facts.sinceBase === 1);
  });

  test('count what lies on the stash, and leave out the files of the mission that came with the project', async () => {
    const container = await startAgentContainer({ command: SLEEP });

    await container.sh(
      'cd /workspace; mkdir .maestro; touch -d 2020-01-01 .maestro/plan; echo two >>file; git stash -q; echo y >y',
    );

    await container.reported('one stash, one file', ({ git }) => git?.stashes === 1 && git.changed === 1);
    await container.sh('echo x >/workspace/.maestro/written-by-the-agent');
    await container.reported('what the agent wrote there', ({ git }) => git?.changed === 2);
  });

  test('and the status line follow a branch of any name', async () => {
    const container = await startAgentContainer({ command: SLEEP });
    const name = 'fix/"quoted"-ünï-#(id)-$HOME-🎉';

    await container.sh(`cd /workspace; git checkout -q -b '${name}'`);

    await container.reported('the branch', ({ git }) => git?.branch === name);
    expect(await container.sh("tmux display-message -p -t main '#{T:status-left}'")).toContain(name);
  });

  test('say of a detached head which commit it is', async () => {
    const container = await startAgentContainer({ command: SLEEP });

    await container.sh('cd /workspace; git checkout -q --detach');

    const commit = (await container.sh('git -C /workspace rev-parse HEAD')).slice(0, 7);
    await container.reported('the commit', ({ git }) => git?.branch === `detached at ${commit}`);
  });

  test('ignore node_modules, however many files change in it', async () => {
    const container = await startAgentContainer({
      command: SLEEP,
      project:
        'git init -q -b main; echo node_modules >.gitignore; git add -A; git commit -qm a; mkdir -p node_modules/x',
    });
    await container.reported('the watch', ({ watching }) => watching);
    const before = (await container.reports()).length;

    await container.sh(
      'cd /workspace; for i in $(seq 500); do mkdir -p node_modules/p$i; echo >node_modules/p$i/f; done',
    );
    await container.sh('cd /workspace; echo end >end');
    await container.reported('the end', ({ git }) => git?.changed === 1);

    expect((await container.reports()).length - before).toBe(1);
  });

  test('stay right without a watch, by hooks', async () => {
    const container = await startAgentContainer({ command: SLEEP });
    await container.reported('the watch', ({ watching }) => watching);
    await container.sh('pkill inotifywait; echo x >/workspace/x');

    await container.sh(`echo '{"hook_event_name":"PostToolUse"}' | /usr/local/lib/maestro/hook claude`);

    await container.reported('the change', ({ watching, git }) => !watching && git?.changed === 1);
  });
});

describe('attention', () => {
  test('a bell in the agent’s window is reported, and a visit ends it', async () => {
    await says(agent, 'printf "\\a"');
    await agent.reported('the bell', (report) => report.attention?.kind === 'bell');
    expect(await agent.sh("tmux display-message -p -t main '#{T:status-right}'")).toContain('🔔');

    await visit(agent, '');

    await agent.reported('the visit', (report) => report.attention === null);
    expect(await agent.sh("tmux display-message -p -t main '#{T:status-right}'")).toMatch(/^\d\d:\d\d $/);
  });

  test('a bell in the shell’s window is nobody’s attention', async () => {
    const container = await startAgentContainer({ command: SLEEP });
    await container.sh('tmux send-keys -t main:shell "printf \\\\\\\\a; touch /workspace/rang" Enter');

    await container.reported('the change', ({ git }) => git?.changed === 1);

    expect((await container.reports()).every(({ attention }) => attention === null)).toBe(true);
  });

  test.each([
    [
      { hook_event_name: 'PermissionRequest', tool_name: 'Bash' },
      { kind: 'permission', text: 'Bash' },
    ],
    [
      { hook_event_name: 'Notification', notification_type: 'permission_prompt', message: 'May I "x"?\n\t🎉' },
      { kind: 'permission', text: 'May I "x"?\n\t🎉' },
    ],
    [
      {
        hook_event_name: 'PreToolUse',
        tool_name: 'AskUserQuestion',
        tool_input: { questions: [{ question: 'A or B?' }] },
      },
      { kind: 'question', text: 'A or B?' },
    ],
    [
      { hook_event_name: 'StopFailure', error: 'rate_limit' },
      { kind: 'question', text: 'rate_limit' },
    ],
    [
      { hook_event_name: 'Stop', last_assistant_message: '漢'.repeat(5000) },
      { kind: 'finished', text: '漢'.repeat(250) },
    ],
    [
      { hook_event_name: 'Stop', last_assistant_message: ['no text'] },
      { kind: 'finished', text: null },
    ],
  ])('the hook %.100j is attention until the next prompt', async (event, claim) => {
    await hook(agent, event);
    await agent.reported(
      'the claim',
      ({ attention }) => attention?.kind === claim.kind && attention.text === claim.text,
    );

    await hook(agent, { hook_event_name: 'UserPromptSubmit' });

    await agent.reported('the end of it', ({ attention }) => attention === null);
  });

  test('a permission that was given ends with the tool’s use, and a look alone does not end it', async () => {
    const container = await startAgentContainer({ command: SLEEP });
    await hook(container, { hook_event_name: 'PermissionRequest', tool_name: 'Bash' });
    await container.reported('the claim', ({ attention }) => attention !== null);

    const asked = Date.now();
    await until('a later second', () => Date.now() - asked > 1_100);
    await visit(container, '');
    expect((await container.reports()).at(-1)?.attention?.kind).toBe('permission');
    await hook(container, { hook_event_name: 'PostToolUse', tool_name: 'Bash' });

    await container.reported('the end of it', ({ attention }) => attention === null);
  });

  test('a question keeps its words when weaker ones follow', async () => {
    const container = await startAgentContainer({ command: SLEEP });
    const options = [{ label: 'PKCE' }, { label: 'Implicit' }];
    const tool = { tool_name: 'AskUserQuestion', tool_input: { questions: [{ question: 'Which?', options }] } };

    await hook(container, { hook_event_name: 'PreToolUse', ...tool });
    await hook(container, { hook_event_name: 'PermissionRequest', tool_name: 'AskUserQuestion' });
    await hook(container, { hook_event_name: 'Notification', notification_type: 'permission_prompt', message: 'Hm' });
    await container.sh('touch /workspace/later');
    const { attention } = await container.reported('what is later', ({ git }) => git?.changed === 1);

    expect(attention).toMatchObject({ kind: 'question', text: 'Which?', choices: ['PKCE', 'Implicit'] });
  });

  test('a word that comes in pieces, as on a busy machine, is heard whole, and so is the one after it', async () => {
    const container = await startAgentContainer({ command: SLEEP });
    // What the start itself has to say would come between the pieces.
    await container.reported('its watch', ({ watching }) => watching);
    const pieces = ['"question","te', 'xt":"Which?"}\\n\\nclaim {"kind"', ':"question","text":"And now?"}\\n'];
    const later = pieces.map((piece) => `sleep 2; printf '${piece}'`).join('; ');

    await container.sh(`exec 1<>~/.maestro/words; printf 'claim {"kind":'; ${later}`);

    await container.reported('the second', ({ attention }) => attention?.text === 'And now?');
    expect((await container.reports()).some(({ attention }) => attention?.text === 'Which?')).toBe(true);
  });

  test('keys that a person presses after the question end it', async () => {
    const container = await startAgentContainer({ command: SLEEP });
    await hook(container, { hook_event_name: 'PermissionRequest', tool_name: 'Bash' });
    await container.reported('the claim', ({ attention }) => attention !== null);

    await visit(container, 'y');

    await container.reported('the end of it', ({ attention }) => attention === null);
  });

  test('words that are no JSON are text that says nothing', async () => {
    const container = await startAgentContainer({ command: SLEEP });
    const words = [
      'claim {"kind":"bell","text":"x"}',
      'claim nonsense $(touch /tmp/pwned)',
      'Watches',
      '; touch /tmp/pwned',
    ];

    for (const word of words) await container.sh(`/usr/local/lib/maestro/tell '${word}'`);
    await container.sh('touch /workspace/end');
    await container.reported('the end', ({ git }) => git?.changed === 1);

    expect((await container.reports()).every(({ attention }) => attention === null)).toBe(true);
    expect(await container.sh('ls /tmp/pwned 2>&1')).toContain('No such file');
  });
});

describe('the agent’s process', () => {
  test.each([
    ['exit 0', 0],
    ['exit 42', 42],
    ['kill -9 $$', 137],
  ])('that ends by `%s` is reported with the code %i', async (end, exitCode) => {
    const container = await startAgentContainer({ command: ['bash', '-c', end] });

    await container.reported('the end', ({ agent: { state } }) => state === 'exited');

    expect((await container.reports()).at(-1)?.agent).toEqual({ state: 'exited', exitCode });
    await until('how to start it again', async () =>
      /The agent ended .*Ctrl\+b R starts it again\./.test(await container.screen()),
    );
  });

  test('is started again with its later command by Ctrl+b R', async () => {
    const container = await startAgentContainer({ command: ['true'], launch: { again: SLEEP } });
    await container.reported('the end', ({ agent: { state } }) => state === 'exited');

    await visit(container, '\\002R');

    await container.reported('the new start', ({ agent: { state } }) => state === 'running');
    expect(await container.sh('ps -eo args')).toContain('sleep infinity');
  });

  test('its output is activity', async () => {
    const { lastActivityAt } = (await agent.reports()).at(-1)!;
    await until('another second', () => Date.now() > Date.parse(lastActivityAt ?? '') + 1500);

    await says(agent, 'echo hello; touch /workspace/active');

    await agent.reported('activity', (report) => (report.lastActivityAt ?? '') > (lastActivityAt ?? ''));
  });
});

async function hook(container: AgentContainer, event: unknown): Promise<void> {
  await container.sh(`cat <<'END' | /usr/local/lib/maestro/hook claude\n${JSON.stringify(event)}\nEND`);
}

afterAll(async () => {
  expect((await agent.reports()).length).toBeGreaterThan(5);
});
