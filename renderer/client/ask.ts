import { CATALOG, Problem } from '../../electron/contract/errors.ts';
import { refusalOf } from '../../electron/contract/flaws.ts';
import type { Client } from './link.ts';
import { useMaestro } from './store.ts';

export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** Calls the host and answers with the result or with the problem to show; it does not throw. */
export async function ask<Value>(call: (client: Client) => Promise<Value>): Promise<Answer<Value>> {
  const { client } = useMaestro.getState();
  if (client === null) return { ok: false, problem: connectionLost() };
  try {
    return { ok: true, value: await call(client) };
  } catch (error) {
    return { ok: false, problem: useMaestro.getState().client === client ? problemOf(error) : connectionLost() };
  }
}

/** The problem inside whatever a call threw. */
export function problemOf(error: unknown): Problem {
  const { data, code, message } = (error ?? {}) as { data?: unknown; code?: unknown; message?: unknown };
  const problem = Problem.safeParse(data);
  if (problem.success) return problem.data;
  const sentence = typeof message === 'string' && message !== '' ? message : 'Something went wrong.';
  if (code === 'BAD_REQUEST') return { ...plain('INPUT_INVALID'), sentence: refusedInput(data) ?? sentence };
  return { ...plain('INTERNAL'), sentence };
}

function connectionLost(): Problem {
  return { ...plain('CONNECTION_LOST'), sentence: 'The connection to Maestro was lost before it answered.' };
}

function plain(code: 'INPUT_INVALID' | 'INTERNAL' | 'CONNECTION_LOST'): Omit<Problem, 'sentence'> {
  return { code, hints: [...CATALOG[code].hints], detail: null };
}

function refusedInput(data: unknown): string | undefined {
  const issues = (data as { issues?: Parameters<typeof refusalOf>[0] } | undefined)?.issues;
  return issues === undefined ? undefined : refusalOf(issues);
}
