import type { StartMode } from '../../contract/agents.ts';
import type { AgentChoice } from './launch.ts';
import { type AgentPart, homeFile, promptOperand } from './launch.ts';

export const CODEX_DOMAINS: readonly string[] = ['api.openai.com', 'auth.openai.com', 'chatgpt.com'];

/** Trusts the folder, does not look for updates, and tells the reporter when it ends a turn. */
const CONFIG = `check_for_update_on_startup = false
notify = ["/usr/local/lib/maestro/hook", "codex"]

[notice]
hide_full_access_warning = true

[projects."/workspace"]
trust_level = "trusted"
`;

/** The container is its sandbox, so its own is off; while it plans it may only read. */
const MODES: Readonly<Record<StartMode, readonly string[]>> = {
  plan: ['--sandbox', 'read-only'],
  yolo: ['--dangerously-bypass-approvals-and-sandbox'],
  ask: ['--sandbox', 'danger-full-access', '--ask-for-approval', 'untrusted'],
};

/** Codex: trusts the folder, and tells the reporter when it ends a turn. */
export function codexPart({ task, model, startMode }: AgentChoice): AgentPart {
  const mode = MODES[startMode];
  const options = ['--no-daemon', ...mode, ...(model === undefined ? [] : ['--model', model])];
  const prompt = promptOperand(task);
  return {
    first: ['codex', ...options, ...prompt.args],
    again: ['codex', 'resume', '--last', ...options],
    delivery: prompt.delivery,
    confirms: 'conversation',
    screen: null,
    conversation: '/home/node/.codex/sessions/*/*/*/rollout-*.jsonl',
    env: {},
    files: [homeFile('.codex/config.toml', CONFIG)],
  };
}
