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

/** Codex: the container is its sandbox, so its own is off; in plan mode it may only read. */
export function codexPart({ task, model, plan }: AgentChoice): AgentPart {
  const mode = plan ? ['--sandbox', 'read-only'] : ['--dangerously-bypass-approvals-and-sandbox'];
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
