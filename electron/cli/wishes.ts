import { z } from 'zod';
import { AGENT_HINT, AgentKind, StartMode } from '../contract/agents.ts';
import type { NewContainer } from '../contract/creation.ts';
import { Nick } from '../contract/ids.ts';
import { Preset } from '../contract/presets.ts';
import { UsageError } from './arguments/command.ts';
import { LimitFlags } from './limits.ts';

/** Flags that say which agent is to work, how, and within which limits. */
export const WishFlags = LimitFlags.extend({
  agent: z.enum(AgentKind.options, AGENT_HINT).optional(),
  nick: Nick.optional(),
  model: z.string().min(1, 'Give a model name.').optional(),
  mode: z.enum(StartMode.options, 'Use plan, yolo or ask.').optional(),
  preset: z.enum(Preset.options, 'Use locked, standard or open.').default('standard'),
  domain: z.array(z.string().min(1, 'Give a host name.')).default([]),
  'allow-expired': z.boolean().default(false),
});
export type WishFlags = z.output<typeof WishFlags>;

type Wishes = Pick<
  z.input<typeof NewContainer>,
  'agent' | 'command' | 'nick' | 'model' | 'startMode' | 'preset' | 'domains' | 'limits'
>;

/** What these flags wish of a new container; a command line after `--` is that of a custom agent. */
export function wishesOf(flags: WishFlags, rest: readonly string[], example: string): Wishes {
  const agent = flags.agent ?? (rest.length > 0 ? 'custom' : undefined);
  if (agent !== 'custom' && rest.length > 0)
    throw new UsageError('A command line after -- is for --agent custom.', example);
  if (agent === 'custom' && rest.length === 0)
    throw new UsageError('--agent custom needs a command line.', `${example} -- aider --message {prompt}`);
  const { memory: memoryBytes, cpus, pids, model, nick, mode: startMode } = flags;
  return {
    ...given({ agent, model, nick, startMode }),
    ...(agent === 'custom' && { command: [...rest] }),
    domains: flags.domain,
    preset: flags.preset,
    limits: given({ memoryBytes, cpus, pids }),
  };
}

/** The fields that have a value. */
function given<Fields extends object>(fields: Fields): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
