import { z } from 'zod';
import { Instant } from './ids.ts';
import { procedure } from './procedure.ts';

export const DoctorCheck = z.object({
  id: z.enum([
    'docker',
    'images',
    'base-image',
    'tools',
    'disk',
    'git',
    'credentials',
    'config',
    'isolation',
    'unfinished',
  ]),
  title: z.string(),
  state: z.enum(['ok', 'warning', 'failed', 'checking']),
  /** What was found, in a sentence. */
  found: z.string(),
  /** What to do about it; empty when all is well. */
  hints: z.array(z.string()),
});
export type DoctorCheck = z.infer<typeof DoctorCheck>;

export const DoctorResult = z.object({ at: Instant, checks: z.array(DoctorCheck) });
export type DoctorResult = z.infer<typeof DoctorResult>;

/** What somebody who helps needs to know of a machine, in parts, without what is private. */
export const Diagnostics = z.object({ at: Instant, parts: z.array(z.object({ name: z.string(), text: z.string() })) });
export type Diagnostics = z.infer<typeof Diagnostics>;

/** The same as one text, to be read before it is given to anybody (pure). */
export function diagnosticsText({ at, parts }: Diagnostics): string {
  const head = `Diagnostics of Maestro, ${at}`;
  return `${[head, ...parts.map(({ name, text }) => `== ${name}\n${text}`)].join('\n\n')}\n`;
}

export const doctor = {
  /** Runs every check; the result is in the snapshot too. */
  run: procedure.output(DoctorResult),
  /** Collects what somebody who helps needs to know. It leaves this machine only by its user's own hand. */
  collect: procedure.output(Diagnostics),
  /** Tries at once to reach Docker, instead of at the next turn; how it went is in the snapshot. */
  reconnect: procedure.output(z.void()),
};
