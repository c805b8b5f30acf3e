import { parseJson } from '../../contract/json.ts';
import type { AgentChoice } from './launch.ts';
import { type AgentPart, type ContainerFile, homeFile, promptOperand } from './launch.ts';

export const CLAUDE_DOMAINS: readonly string[] = [
  'api.anthropic.com',
  'claude.ai',
  'claude.com',
  'console.anthropic.com',
  'platform.claude.com',
];

/** Below the home folder of the agent's user. */
export const CREDENTIALS_PATH = '.claude/.credentials.json';

/** Everything that its first-run dialogs would ask: the theme, whether it trusts the folder, whether it may skip permissions. */
const STATE = {
  hasCompletedOnboarding: true,
  theme: 'dark',
  bypassPermissionsModeAccepted: true,
  projects: { '/workspace': { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true } },
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

/** Claude Code: no dialog at its start, hooks that tell the reporter, the prompt as its argument. */
export function claudePart(choice: AgentChoice): AgentPart {
  const { task, model, plan, credentials } = choice;
  const mode = plan
    ? ['--permission-mode', 'plan', '--allow-dangerously-skip-permissions']
    : ['--dangerously-skip-permissions'];
  const command = ['claude', ...mode, ...(model === undefined ? [] : ['--model', model])];
  const prompt = promptOperand(task);
  return {
    first: [...command, ...prompt.args],
    again: [...command, '--continue'],
    delivery: prompt.delivery,
    confirms: 'hook',
    screen: { dialog: '❯ [0-9]+\\.', idle: '✳' },
    conversation: '/home/node/.claude/projects/-workspace/*.jsonl',
    credential: { file: `/home/node/${CREDENTIALS_PATH}`, expiry: '.claudeAiOauth.expiresAt' },
    env: { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', DISABLE_AUTOUPDATER: '1' },
    files: [
      homeFile('.claude.json', JSON.stringify(STATE)),
      homeFile('.claude/settings.json', JSON.stringify({ skipDangerousModePermissionPrompt: true, hooks: hooks() })),
      ...credentialFiles(credentials),
    ],
  };
}

function hooks(): Record<string, unknown> {
  const entry = { hooks: [{ type: 'command', command: '/usr/local/lib/maestro/hook claude', timeout: 60 }] };
  const all = Object.fromEntries(HOOKED.map((event) => [event, [entry]]));
  return { ...all, PreToolUse: [{ ...entry, matcher: 'AskUserQuestion' }] };
}

/**
 * The credentials without the refresh token: that one works once, so of several holders all but one would be logged
 * out, and only the host keeps it. Undefined where they are damaged: the agent starts without.
 */
export function leasedCredentials(credentials: Buffer): string | undefined {
  try {
    const whole: unknown = parseJson(credentials.toString('utf8'));
    const oauth = isObject(whole) ? whole['claudeAiOauth'] : undefined;
    if (!isObject(oauth) || typeof oauth['accessToken'] !== 'string') return undefined;
    const { accessToken, expiresAt, scopes, subscriptionType } = oauth;
    return JSON.stringify({ claudeAiOauth: { accessToken, refreshToken: '', expiresAt, scopes, subscriptionType } });
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function credentialFiles(credentials: Buffer | null): ContainerFile[] {
  const leased = credentials === null ? undefined : leasedCredentials(credentials);
  return leased === undefined ? [] : [homeFile(CREDENTIALS_PATH, leased)];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
