import type { Problem } from '../../electron/contract/errors.ts';
import { type Answer, ask } from './ask.ts';
import type { Writer } from './link.ts';
import { type Remedy, type Said, tell, tellFailure, type Told } from './told.ts';

/** What a user sees of a write: words with the way back or why there is none; or where the page itself shows what became of it. */
export type Seen = Told | { readonly shown: string };

type Call<Value> = (writer: Writer) => Promise<Value>;

/**
 * Changes something, and answers the user: no write goes another way. Answers the result, or the problem, which the
 * caller shows.
 */
export async function write<Value>(
  call: Call<Value>,
  seen: (value: Value) => Seen | Promise<Seen>,
): Promise<Answer<Value>> {
  const answer = await run(call);
  if (!answer.ok) return answer;
  const what = await seen(answer.value);
  if ('text' in what) tell(what);
  return answer;
}

/** The way back of a write, which is a write: `said` tells what it brought back. */
export function wayBack<Value>(call: Call<Value>, said: (value: Value) => Said | Promise<Said>): Remedy {
  return { word: 'Undo', run: () => back(call, said) };
}

/** Goes a way back now. */
export async function back<Value>(
  call: Call<Value>,
  said: (value: Value) => Said | Promise<Said>,
): Promise<Answer<Said>> {
  const answer = await run(call);
  return answer.ok ? { ok: true, value: await said(answer.value) } : answer;
}

/** Says why something could not be done, and what can be done about it. True when it was done. */
export function orSayWhy<Value>(answer: Answer<Value>): answer is { readonly ok: true; readonly value: Value } {
  if (!answer.ok) tellFailure(whyText(answer.problem));
  return answer.ok;
}

/** A problem as one text. */
export function whyText({ sentence, hints }: Problem): string {
  return [sentence, ...hints].join(' ');
}

function run<Value>(call: Call<Value>): Promise<Answer<Value>> {
  // The one door through which the page writes.
  return ask((client) => call(client as Writer));
}
