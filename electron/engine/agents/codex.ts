import type { AgentChoice } from './launch.ts';
import { type AgentPart, homeFile, promptOperand } from './launch.ts';

export const CODEX_DOMAINS: readonly string[] = ['api.openai.com', 'auth.openai.com', 'chatgpt.com'];

/** Trusts the folder, and does not look for updates. */
const CONFIG = `check_for_update_on_startup = false

[notice]
hide_full_access_warning = true

[projects."/workspace"]
trust_level = "trusted"
`;

/** Whether it asks. The container is its sandbox: its own wants namespaces, which no container has here. */
const YOLO = ['--dangerously-bypass-approvals-and-sandbox'] as const;
/** Nothing can be run in its sandbox, so it asks for each command. */
const ASKS = ['--sandbox', 'read-only', '--ask-for-approval', 'on-request'] as const;

/** Codex: trusts the folder. Its hooks lie in the image, as `codex-requirements.toml`. */
export function codexPart({ task, model, startMode }: AgentChoice): AgentPart {
  const mode = startMode === 'ask' ? ASKS : YOLO;
  const options = ['--no-daemon', ...mode, ...(model === undefined ? [] : ['--model', model])];
  const plans = startMode === 'plan';
  const prompt: ReturnType<typeof promptOperand> = plans ? { args: [], delivery: 'paste' } : promptOperand(task);
  return {
    first: ['codex', ...options, ...prompt.args],
    again: ['codex', 'resume', '--last', ...options],
    delivery: prompt.delivery,
    ...(plans && { opening: { words: '/plan', shows: 'Plan mode (shift' } }),
    confirms: 'hook',
    screen: { dialog: '› [0-9]+\\.', idle: null },
    conversation: '/home/node/.codex/sessions/*/*/*/rollout-*.jsonl',
    env: {},
    files: [homeFile('.codex/config.toml', CONFIG)],
  };
}
