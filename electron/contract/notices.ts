import { z } from 'zod';
import { ContainerName, Instant } from './ids.ts';
import { procedure } from './procedure.ts';

/**
 * What a person is called for. `attention_needed`: an agent asks, or rang the bell. `finished`: it says that it is done.
 * `container_failed`: it is down, or its agent crashed, and nobody asked for that. `firewall_failed`: its network is not
 * proven closed. `stalled`: it works, and nothing comes of it. `limit_reached`: its agent may not go on for a time. `dormant`: its agent ended by itself. `token_expiring`: a sign-in has less than an hour left, or ended.
 * `mission_stands`: its run goes on with nothing until a person does something. `schedule_failed`: what was to run at a time did not, or failed.
 */
export const NoticeKind = z.enum([
  'attention_needed',
  'finished',
  'container_failed',
  'firewall_failed',
  'stalled',
  'limit_reached',
  'dormant',
  'token_expiring',
  'mission_stands',
  'schedule_failed',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** One call to a person: about one thing, or about all that came up since the last one. */
export const Notice = z.object({
  at: Instant,
  title: z.string(),
  body: z.string(),
  /** What it is about, the most urgent first. */
  kinds: z.array(NoticeKind).min(1),
  containers: z.array(ContainerName),
});
export type Notice = z.infer<typeof Notice>;

/** What a page of a person shows while it has the focus; null: no container, or no focus. */
export const Focus = z.object({ client: z.string().min(1).max(64), container: ContainerName.nullable() });
export type Focus = z.infer<typeof Focus>;

export const notices = {
  /** Says which container is looked at, so that nobody is called to it. Holds for a minute: say it again until then. */
  focus: procedure.input(Focus).output(z.void()),
};
