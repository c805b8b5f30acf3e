import type { AgentChoice } from './launch.ts';
import { type AgentPart, homeFile } from './launch.ts';

export const GEMINI_DOMAINS: readonly string[] = [
  'generativelanguage.googleapis.com',
  'cloudcode-pa.googleapis.com',
  'oauth2.googleapis.com',
  'accounts.google.com',
];

const HOOK = [{ hooks: [{ type: 'command', command: '/usr/local/lib/maestro/hook gemini', timeout: 60_000 }] }];

const SETTINGS = {
  general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
  privacy: { usageStatisticsEnabled: false },
  hooks: { BeforeAgent: HOOK, AfterAgent: HOOK, AfterTool: HOOK, Notification: HOOK },
};

/** Else it asks at its start how to sign in. With an API key `use-key` says another way. */
const SIGNED_IN = { security: { auth: { selectedType: 'oauth-personal' } } };

/**
 * Gemini CLI: trusts the folder for the session. Its task is always pasted: its command line loses what follows `--`,
 * and takes a task that begins with a dash for options.
 */
export function geminiPart({ model, startMode, credential }: AgentChoice): AgentPart {
  const mode = startMode === 'ask' ? 'default' : startMode;
  const options = ['--skip-trust', '--approval-mode', mode, ...(model === undefined ? [] : ['--model', model])];
  return {
    first: ['gemini', ...options],
    again: ['gemini', ...options, '--resume', 'latest'],
    delivery: 'paste',
    confirms: 'hook',
    screen: null,
    conversation: '/home/node/.gemini/tmp/*/chats/*',
    env: {},
    files: [homeFile('.gemini/settings.json', JSON.stringify({ ...SETTINGS, ...(credential && SIGNED_IN) }))],
  };
}
