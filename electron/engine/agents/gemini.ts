import type { AgentChoice } from './launch.ts';
import { type AgentPart, type AskPart, homeFile } from './launch.ts';

export const GEMINI_DOMAINS: readonly string[] = [
  'generativelanguage.googleapis.com',
  'cloudcode-pa.googleapis.com',
  'oauth2.googleapis.com',
  'accounts.google.com',
];

const HOOK = [{ hooks: [{ type: 'command', command: '/usr/local/lib/maestro/hook gemini', timeout: 60_000 }] }];

const ASKS = [{ matcher: 'ask_user', ...HOOK[0] }];

const SETTINGS = {
  general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
  privacy: { usageStatisticsEnabled: false },
  hooks: { BeforeAgent: HOOK, AfterAgent: HOOK, BeforeTool: ASKS, AfterTool: HOOK, Notification: HOOK },
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
    screen: { dialog: '● [0-9]+\\.', idle: '◇', column: 3 },
    conversation: '/home/node/.gemini/tmp/*/chats/*',
    env: {},
    files: [homeFile('.gemini/settings.json', JSON.stringify({ ...SETTINGS, ...(credential && SIGNED_IN) }))],
  };
}

/** A policy that leaves it no tool at all. */
const NO_TOOLS = '[[rule]]\ntoolName = "*"\ndecision = "deny"\npriority = 999\n';

/** Its fast model, without a tool and without hooks. */
export function geminiAsk(): AskPart {
  const { hooks: _, ...settings } = SETTINGS;
  return {
    command: ['gemini', '--skip-trust', '--model', 'flash', '--output-format', 'text', '--prompt', ''],
    files: [
      homeFile('.gemini/settings.json', JSON.stringify({ ...settings, tools: { core: [] }, ...SIGNED_IN })),
      homeFile('.gemini/policies/no-tools.toml', NO_TOOLS),
    ],
  };
}
