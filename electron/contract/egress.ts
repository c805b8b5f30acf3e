import { z } from 'zod';
import { ContainerName, Instant } from './ids.ts';
import { procedure } from './procedure.ts';

/** Why something is refused. */
export const RefusalRule = z.enum([
  /** Its host is on no list. */
  'unlisted',
  /** It names no host, or an address. */
  'no-name',
  /** Its name, or a second one, is encrypted. */
  'hidden-name',
  'not-tls',
  'malformed',
  /** It would become something other than a web socket. */
  'upgrade',
  /** Too many, too long or too new names below a wildcard. */
  'too-many-names',
  /** Its host has rules, and none of them lets this method and path pass. */
  'no-rule',
  /** The same, for what git does: its repository may not be read, or not be pushed to. */
  'no-fetch',
  'no-push',
  /** It came over a connection that was opened for another host. */
  'other-host',
  /** Its client did not take the gateway's certificate for an opened host. */
  'untrusted',
  /** A header that carries a sign-in comes twice. */
  'credential',
  /** It is to use a sign-in that its container may not use any more. */
  'lease',
  /** The answer would tell the agent the secret that its gateway sent. */
  'secret-told',
  /** Its answer is compressed, or has something after its body, so that nobody can look for that secret in it. */
  'unreadable',
]);
export type RefusalRule = z.infer<typeof RefusalRule>;

/** The same in a few words. */
export const REFUSAL_WORDS: Readonly<Record<RefusalRule, string>> = {
  unlisted: 'on no list',
  'no-name': 'names no host',
  'hidden-name': 'hides its host',
  'not-tls': 'is no TLS',
  malformed: 'cannot be read',
  upgrade: 'no web socket',
  'too-many-names': 'too many names',
  'no-rule': 'no rule for it',
  'no-fetch': 'no rule to fetch',
  'no-push': 'no rule to push',
  'other-host': 'for another host',
  untrusted: 'certificate not taken',
  credential: 'sign-in twice',
  lease: 'lease has ended',
  'secret-told': 'tells the secret',
  unreadable: 'answer cannot be read',
};

/** What a ledger's row is called: short, and the same for every repeat. */
export const EgressId = z.string().regex(/^[0-9a-z]{6}$/);

/** One thing that a container tried in its network, with its repeats: a connection, a request, or the question for a name. */
export const EgressRow = z.object({
  id: EgressId,
  container: ContainerName,
  /** When it was tried first and last, as far back as the ledger reaches. */
  firstAt: Instant,
  at: Instant,
  /** `https` is a request over an opened connection, `tls` a connection that passes unread. */
  via: z.enum(['dns', 'http', 'https', 'tls', 'ssh']),
  /** The name, as the agent wrote it; for several that share a row, the entry that covers them, or `*`; `-` without one. */
  host: z.string(),
  address: z.string().nullable(),
  port: z.int(),
  /** What a request asked for, where it could be read: the query is left out, and `/*` stands for many paths. */
  method: z.string().nullable(),
  path: z.string().nullable(),
  /** Of the last answer. */
  status: z.int().nullable(),
  /** Bytes from and to the agent. */
  up: z.int().min(0),
  down: z.int().min(0),
  verdict: z.enum(['allowed', 'refused']),
  /**
   * The entry of the lists that allowed it (`git-host` for SSH), or why it was refused: a `RefusalRule`. `placeholder`: allowed,
   * and a placeholder of a sign-in was in it where it has no business, worthless as it is: a sign that somebody tries to take it out.
   */
  rule: z.string(),
  /** False where its host was allowed and no connection came about: the address is not that host's, is private, or is down. */
  connected: z.boolean(),
  count: z.int().min(1),
});
export type EgressRow = z.infer<typeof EgressRow>;

/** Whether a connection would pass, and what decides that. */
export const EgressAnswer = z.object({
  container: ContainerName,
  /** What was understood: without user, query and fragment. */
  url: z.string(),
  host: z.string(),
  port: z.int(),
  /** What of the gateway it would come to; null where it comes to none. */
  via: z.enum(['http', 'tls', 'ssh']).nullable(),
  verdict: z.enum(['allowed', 'refused']),
  /**
   * The entry of the lists that allows it (`git-host` for SSH, `*` where every name is allowed), or why it would be refused: a
   * `RefusalRule`, or `port`, `no-git-host`, `no-address` for a name that does not resolve, `forbidden-address`.
   */
  rule: z.string(),
  /** The same in a sentence. */
  why: z.string(),
  /** What to do about a refusal; null where nothing helps. */
  next: z.string().nullable(),
  /** What the name resolves to, where it is allowed. */
  addresses: z.array(z.string()),
});
export type EgressAnswer = z.infer<typeof EgressAnswer>;

export const egress = {
  /** The ledger of a container's gateway, the newest first. What it was asked for so often that it is bounded is joined. */
  list: procedure.input(z.object({ name: ContainerName })).output(z.array(EgressRow)),
  /** Whether a URL, `git@host:path` or `host:port` would pass, asked of the gateway itself: it must run. */
  explain: procedure
    .input(
      z.object({
        name: ContainerName,
        url: z.string().min(1).max(4096),
        /** Counts where requests to its host have rules. */
        method: z
          .string()
          .regex(/^[A-Z]{1,20}$/)
          .default('GET'),
      }),
    )
    .output(EgressAnswer),
  /** The host that a row was refused for, where allowing it helps. */
  refusedHost: procedure.input(z.object({ name: ContainerName, id: EgressId })).output(z.object({ host: z.string() })),
};
