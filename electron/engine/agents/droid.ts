import type { StartMode } from '../../contract/agents.ts';
import type { AgentChoice } from './launch.ts';
import { type AgentPart, homeFile, promptOperand } from './launch.ts';

/** Its account and its models. */
export const DROID_DOMAINS: readonly string[] = ['api.factory.ai'];

const HOOKED = ['SessionStart', 'UserPromptSubmit', 'PreToolUse', 'PostToolUse', 'Notification', 'Stop'];
const HOOK = [{ hooks: [{ type: 'command', command: '/usr/local/lib/maestro/hook droid', timeout: 60 }] }];

/** Trusts the folder, keeps its conversation and what it counts on this machine, and tells the reporter what it does. */
const SETTINGS = {
  trustedFolders: { '/workspace': { trustedAt: '2026-01-01T00:00:00.000Z' } },
  logoAnimation: 'off',
  cloudSessionSync: false,
  hooks: Object.fromEntries(HOOKED.map((event) => [event, HOOK])),
};

const MODES: Readonly<Record<StartMode, readonly string[]>> = {
  plan: ['--use-spec'],
  yolo: ['--auto', 'high'],
  ask: [],
};

/** The same, as a session's defaults. */
const DEFAULTS: Readonly<Record<StartMode, object>> = {
  plan: { interactionMode: 'spec' },
  yolo: { autonomyLevel: 'high' },
  ask: {},
};

/** Droid: no question at its start, hooks that tell the reporter, the prompt as its operand, its model in its settings. */
export function droidPart({ task, model, startMode }: AgentChoice): AgentPart {
  const command = ['droid', ...MODES[startMode]];
  const prompt = promptOperand(task);
  const own = {
    ...(model !== undefined && { model }),
    // What its option sets comes too late now and then: a session begins with this.
    ...DEFAULTS[startMode],
  };
  const chosen = Object.keys(own).length === 0 ? {} : { sessionDefaultSettings: own };
  return {
    first: [...command, ...prompt.args],
    again: [...command, '--resume', '--last'],
    delivery: prompt.delivery,
    confirms: 'hook',
    screen: { dialog: 'Navigate • Space/Enter', idle: null },
    // It begins a conversation without being told anything.
    conversation: '/home/node/.maestro/submitted',
    env: { FACTORY_DROID_AUTO_UPDATE_ENABLED: 'false' },
    files: [homeFile('.factory/settings.json', JSON.stringify({ ...SETTINGS, ...chosen }))],
  };
}
