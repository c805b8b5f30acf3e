import { z } from 'zod';
import type { SecretKind } from '../../contract/credentials.ts';

/** How an agent keeps its sign-in: where, and how that is read. What is read is never logged, shown or quoted. */
export interface CredentialForm {
  /** Path below the home folder of the agent's user. */
  readonly file: string;
  /** The command line that signs a person in, on a terminal and without a browser beside it. */
  readonly signIn: readonly string[];
  /** The file that each kind of secret makes which its user may give instead. */
  readonly secrets: Readonly<Partial<Record<SecretKind, (secret: string, now: Date, forge: string) => unknown>>>;
  /** Where the file is no JSON. Throws a `NotOfForm`. */
  readonly parse?: (text: string) => unknown;
  /** The end of the sign-in that a file of this form holds (pure). Throws a `NotOfForm` where it holds something else. */
  readonly read: (file: unknown) => End;
  /** The same in jq, for the container that looks by itself: milliseconds, `"never"`, null or an error. */
  readonly jq: string;
  /** What a container gets of a file that can be read (pure). */
  readonly lease: (file: unknown) => unknown;
  /** How a gateway can hold it for a container, of a file that can be read (pure); null where none can. */
  readonly lend: (file: unknown, random: string) => Loan | null;
  /** Why a gateway cannot hold every sign-in of this agent, in sentences. */
  readonly refusal?: string;
}

/** Which header carries a sign-in: `authorization` with a token (after either word), or with git's user and password, or a header of its own. */
export const CredentialHeader = z.enum(['bearer', 'token', 'basic', 'x-api-key', 'x-goog-api-key']);
export type CredentialHeader = z.infer<typeof CredentialHeader>;

/** The host that something is sent to, and in which header. */
export interface LentAt {
  readonly host: string;
  readonly header: CredentialHeader;
}

/** A sign-in that a gateway holds for a container, which has a file with a placeholder in its place. */
export interface Loan extends LentAt {
  /** Other places where the same is sent. */
  readonly more?: readonly LentAt[];
  readonly secret: string;
  readonly placeholder: string;
  /** What the container gets: it lasts, and cannot be renewed. */
  readonly file: unknown;
}

/** What every placeholder has in it, so that none is ever taken for a sign-in. */
export const PLACEHOLDER_MARK = 'maestro-placeholder-';
/** When a placeholder ends: not before its container does. */
export const PLACEHOLDER_END = Date.UTC(2099, 0, 1);

/** A placeholder that looks like a token to its agent (pure): its beginning, and about as long. */
export function placeholderOf(token: string, random: string): string {
  const [prefix = ''] = /^(sk-(ant-[a-z]+\d\d-|proj-)?|AIza|fk-|gh[a-z]_|github_pat_)/.exec(token) ?? [];
  const start = `${prefix}${PLACEHOLDER_MARK}`;
  return `${start}${random.slice(0, Math.max(LEAST_RANDOM_CHARS, token.length - start.length))}`;
}

const LEAST_RANDOM_CHARS = 32;

/** Milliseconds since 1970; `never` where it has or tells no end; null where nobody is signed in. */
export type End = number | 'never' | null;

/** A file that holds something else than its agent writes. Says nothing of what. */
export class NotOfForm extends Error {}

/** The end of the year 9999: what is later is no moment that anything here can write. */
const LATEST_MS = 253_402_300_799_000;

/** The functions that the forms' jq programs use. */
export const JQ_WORDS = `
def bad: error("not of this form");
def whole: if type == "object" then . else bad end;
def object: if . == null or type == "object" then . else bad end;
def secret: if . == null or . == "" then null elif type == "string" and test("\\\\A[!-~]+\\\\z") then . else bad end;
def key: if (.apiKey | secret) == null then null else "never" end;
def ending: if . == null then "never" elif type == "number" and . >= 0 and . <= ${LATEST_MS} then floor else bad end;
`;

/** An object; null where there is nothing. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) throw new NotOfForm();
  return value as Readonly<Record<string, unknown>>;
}

/** Something that can stand in a header; null where there is nothing. */
export function secretOf(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string' || !/^[!-~]+$/.test(value)) throw new NotOfForm();
  return value;
}

/**
 * The API key in a file of Maestro's own form, for an agent that keeps its keys elsewhere than its sign-in: `use-key` in the
 * container gives it to the agent. Null where there is none.
 */
export function keyOf(file: unknown): string | null {
  return secretOf(wholeOf(file)['apiKey']);
}

/** The file that holds an API key, in that form. */
export function keyFile(apiKey: string): unknown {
  return { apiKey };
}

/** A moment in milliseconds; `never` where there is nothing. */
export function endOf(value: unknown): number | 'never' {
  if (value === undefined || value === null) return 'never';
  if (typeof value !== 'number' || !(value >= 0 && value <= LATEST_MS)) throw new NotOfForm();
  return Math.floor(value);
}

/** The whole file, which has to be an object. */
export function wholeOf(file: unknown): Readonly<Record<string, unknown>> {
  const whole = objectOf(file);
  if (whole === null) throw new NotOfForm();
  return whole;
}
