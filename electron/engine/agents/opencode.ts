import type { StartMode } from '../../contract/agents.ts';
import { fail } from '../errors.ts';
import type { AgentChoice } from './launch.ts';
import { type AgentPart, homeFile } from './launch.ts';
import { PROMPT } from '../../contract/agents.ts';

/** Where it asks which models there are. Its user's provider is allowed with the sign-in. */
export const OPENCODE_DOMAINS: readonly string[] = ['models.opencode.ai'];

/** It looks for no newer version, hands no conversation to its maker, and tells the reporter what it does. */
const CONFIG = {
  autoupdate: false,
  share: 'disabled',
  plugin: ['file:///usr/local/lib/maestro/opencode.mjs'],
};

const MODES: Readonly<Record<StartMode, { readonly args: readonly string[]; readonly asks: readonly string[] }>> = {
  plan: { args: ['--agent', 'plan'], asks: ['bash'] },
  yolo: { args: ['--auto'], asks: [] },
  ask: { args: [], asks: ['bash', 'edit', 'webfetch'] },
};

/**
 * With a plugin it waits at its start until it has installed what plugins are written with, for minutes where it cannot reach that.
 * Ours needs nothing: to it, these say that all is there.
 */
const INSTALLED = { lockfileVersion: 3, packages: { '': { dependencies: { '@opencode-ai/plugin': '*' } } } };

/**
 * opencode: a plugin that tells the reporter, the prompt as the value of an option. One that begins with a dash would be an
 * option itself, so it is pasted.
 */
export function opencodePart({ task, model, startMode }: AgentChoice): AgentPart {
  const { args, asks } = MODES[startMode];
  if (model !== undefined) checkOpencodeModel(model);
  const isPasted = task.trimStart().startsWith('-');
  const options = [...args, ...(model === undefined ? [] : ['--model', model])];
  const permission = Object.fromEntries(asks.map((tool) => [tool, 'ask']));
  return {
    first: ['opencode', ...options, ...(isPasted ? [] : ['--prompt', PROMPT])],
    again: ['opencode', ...options, '--continue'],
    delivery: isPasted ? 'paste' : 'argument',
    confirms: 'hook',
    screen: { dialog: 'enter (submit|confirm|toggle) +esc dismiss', idle: null },
    conversation: '/home/node/.local/state/opencode/prompt-history.jsonl',
    env: {},
    files: [
      homeFile('.config/opencode/opencode.json', JSON.stringify({ ...CONFIG, permission })),
      homeFile('.config/opencode/package-lock.json', JSON.stringify(INSTALLED)),
      homeFile('.config/opencode/node_modules/.package-lock.json', JSON.stringify(INSTALLED)),
    ],
  };
}

/** INPUT_INVALID where the model is not named with its provider. */
export function checkOpencodeModel(model: string): void {
  if (/^[^/\s-][^/\s]*\/\S+$/.test(model)) return;
  throw fail('INPUT_INVALID', `${model} is no model of opencode: one is named with its provider.`, {
    hints: ['Give it as PROVIDER/MODEL, for example anthropic/claude-sonnet-4-5; opencode models lists them.'],
  });
}
