import type { AgentKind } from '../../contract/agents.ts';
import type { SigningAgent } from '../../contract/credentials.ts';
import { CLAUDE_DOMAINS, claudeAsk, claudePart } from './claude.ts';
import { CODEX_DOMAINS, codexPart } from './codex.ts';
import { CREDENTIAL_FORMS, watchedCredential } from './credentials.ts';
import { customPart } from './custom.ts';
import { DROID_DOMAINS, droidPart } from './droid.ts';
import { GEMINI_DOMAINS, geminiAsk, geminiPart } from './gemini.ts';
import {
  type AgentChoice,
  type AgentPart,
  type AskPart,
  type ContainerFile,
  homeFile,
  type Launch,
  type Lease,
} from './launch.ts';
import { checkOpencodeModel, OPENCODE_DOMAINS, opencodePart } from './opencode.ts';

interface Agent {
  readonly part: (choice: AgentChoice) => AgentPart;
  readonly domains: readonly string[];
  /** Unset where its program cannot be run without tools: Codex keeps some whatever it is told. */
  readonly ask?: () => AskPart;
  /** INPUT_INVALID for a name that no model of this agent can have. */
  readonly checkModel?: (model: string) => void;
}

const AGENTS: Readonly<Record<AgentKind, Agent>> = {
  claude: { part: claudePart, domains: CLAUDE_DOMAINS, ask: claudeAsk },
  codex: { part: codexPart, domains: CODEX_DOMAINS },
  gemini: { part: geminiPart, domains: GEMINI_DOMAINS, ask: geminiAsk },
  opencode: { part: opencodePart, domains: OPENCODE_DOMAINS, checkModel: checkOpencodeModel },
  droid: { part: droidPart, domains: DROID_DOMAINS },
  custom: { part: customPart, domains: [] },
};

/** The launch of an agent (pure), with the files that it wants in its home: settings, hooks, credentials. INPUT_INVALID for a custom agent without a command, and a model that cannot be one. */
export function agentLaunch(choice: AgentChoice): { launch: Launch; files: readonly ContainerFile[] } {
  const { container, agent, branch, base, identity } = choice;
  const { files, env, ...part } = AGENTS[agent].part(choice);
  const credential = agent === 'custom' ? null : watchedCredential(agent);
  const own = { v: 1, container, agent, branch, base, identity, credential } as const;
  const launch: Launch = { ...own, ...part, env: { ...env, ...choice.env } };
  const whole = [...files, ...leasedFiles(agent, choice.credential)];
  return { launch: { ...launch, first: [...launch.first], again: [...launch.again] }, files: whole };
}

/** The file of a sign-in in its agent's home (pure). */
export function leasedFiles(agent: AgentKind | SigningAgent, lease: Lease | null): ContainerFile[] {
  if (agent === 'custom' || lease === null) return [];
  const { content, issuedAt } = lease;
  return [{ ...homeFile(CREDENTIAL_FORMS[agent].file, content), changedAt: new Date(issuedAt) }];
}

/** INPUT_INVALID for a name that no model of an agent can have. */
export function checkModel(agent: AgentKind, model: string | null): void {
  if (model !== null) AGENTS[agent].checkModel?.(model);
}

/** Names that an agent must reach: its model, its login. */
export function agentDomains(agent: AgentKind): readonly string[] {
  return AGENTS[agent].domains;
}

/** How an agent's program is asked one question (pure); undefined where that would have tools. */
export function agentAsk(agent: AgentKind): AskPart | undefined {
  return AGENTS[agent].ask?.();
}
