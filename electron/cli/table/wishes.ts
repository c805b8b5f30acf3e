import type { Flag } from '../arguments/command.ts';
import { AGENTS } from './containers.ts';

/** Which agent a new container has. */
export const AGENT: Flag = {
  name: 'agent',
  short: 'a',
  value: 'NAME',
  about: 'claude, codex, gemini, opencode, droid or custom',
  completes: AGENTS,
};
export const NICK: Flag = { name: 'nick', value: 'NICK', about: 'What you call it beside its name' };
export const MODEL: Flag = { name: 'model', short: 'm', value: 'NAME', about: 'Model (default: the agent’s own)' };
export const MODE: Flag = {
  name: 'mode',
  value: 'MODE',
  about: 'How it begins: with a plan, without questions (yolo), or asking (default: claude.default_mode)',
  completes: ['plan', 'yolo', 'ask'],
};

/** What a new container may reach. */
export const REACH: readonly Flag[] = [
  {
    name: 'preset',
    value: 'NAME',
    about: 'How much it may reach: locked, standard (default), open',
    completes: ['locked', 'standard', 'open'],
  },
  {
    name: 'domain',
    value: 'HOST',
    many: true,
    about: 'Allow one more host name, or a rule for one; may be repeated',
  },
];

/** What a new container may use, and whether it may begin with a sign-in that is over. */
export const BOUNDS: readonly Flag[] = [
  { name: 'allow-expired', about: 'Do not ask when the agent’s token is expired or missing' },
  { name: 'memory', value: 'SIZE', about: 'Memory limit, such as 4g' },
  { name: 'cpus', value: 'N', about: 'Processor limit, such as 1.5' },
  { name: 'pids', value: 'N', about: 'Process limit, such as 512' },
];
