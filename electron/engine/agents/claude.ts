import type { StartMode } from '../../contract/agents.ts';
import type { AgentChoice } from './launch.ts';
import { type AgentPart, type AskPart, homeFile, promptOperand } from './launch.ts';

export const CLAUDE_DOMAINS: readonly string[] = [
  'api.anthropic.com',
  'claude.ai',
  'claude.com',
  'console.anthropic.com',
  'platform.claude.com',
];

/** Everything that its first-run dialogs would ask: the theme, whether it trusts the folder, whether it may skip permissions. */
const STATE = {
  hasCompletedOnboarding: true,
  theme: 'dark',
  bypassPermissionsModeAccepted: true,
  projects: { '/workspace': { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true } },
};

/** From planning or asking its user may still let it go on without questions. */
const MODES: Readonly<Record<StartMode, readonly string[]>> = {
  plan: ['--permission-mode', 'plan', '--allow-dangerously-skip-permissions'],
  yolo: ['--dangerously-skip-permissions'],
  ask: ['--permission-mode', 'default', '--allow-dangerously-skip-permissions'],
};

const HOOKED = [
  'SessionStart',
  'UserPromptSubmit',
  'PermissionRequest',
  'PostToolUse',
  'PostToolUseFailure',
  'Notification',
  'Stop',
  'StopFailure',
];

const ENV = { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', DISABLE_AUTOUPDATER: '1' };

/** Claude Code: no dialog at its start, hooks that tell the reporter, the prompt as its argument. */
export function claudePart(choice: AgentChoice): AgentPart {
  const { task, model, startMode } = choice;
  const mode = MODES[startMode];
  const command = ['claude', ...mode, ...(model === undefined ? [] : ['--model', model])];
  const prompt = promptOperand(task);
  return {
    first: [...command, ...prompt.args],
    again: [...command, '--continue'],
    delivery: prompt.delivery,
    confirms: 'hook',
    screen: { dialog: '❯ [0-9]+\\.', idle: '✳' },
    conversation: '/home/node/.claude/projects/-workspace/*.jsonl',
    env: ENV,
    files: [
      homeFile('.claude.json', JSON.stringify(STATE)),
      homeFile('.claude/settings.json', JSON.stringify({ skipDangerousModePermissionPrompt: true, hooks: hooks() })),
    ],
  };
}

/** Its smallest model, which does not think first, and one more try: no tool, no skill, no hook, and nothing kept. */
export function claudeAsk(): AskPart {
  const settings = { ...ENV, MAX_THINKING_TOKENS: '0', CLAUDE_CODE_MAX_RETRIES: '1' };
  const env = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const without = ['--tools', '', '--strict-mcp-config', '--disable-slash-commands', '--no-session-persistence'];
  const says = ['--system-prompt', 'Answer with one line, and nothing else.'];
  return {
    command: ['env', ...env, 'claude', '--print', '--model', 'haiku', ...without, ...says],
    files: [homeFile('.claude.json', JSON.stringify(STATE))],
  };
}

function hooks(): Record<string, unknown> {
  const entry = { hooks: [{ type: 'command', command: '/usr/local/lib/maestro/hook claude', timeout: 60 }] };
  const all = Object.fromEntries(HOOKED.map((event) => [event, [entry]]));
  return { ...all, PreToolUse: [{ ...entry, matcher: 'AskUserQuestion' }] };
}
