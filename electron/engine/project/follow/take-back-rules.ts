import { isDeepStrictEqual } from 'node:util';

/** What was changed was changed again since. */
export const CHANGED_SINCE = Symbol('changed since');

type Fields = ReadonlyMap<string, unknown>;

/**
 * What stands there now without what led from `before` to `after`: everything else keeps what it became since.
 * Values are as JSON has them, and undefined is what is not there. Lists are taken apart where each entry has an `id`
 * of its own. CHANGED_SINCE where the same part was changed both times.
 */
export function takeBack(before: unknown, after: unknown, now: unknown): unknown {
  if (isDeepStrictEqual(before, after) || isDeepStrictEqual(before, now)) return now;
  if (isDeepStrictEqual(after, now)) return before;
  const lists = allOf([before, after, now], entriesOf);
  if (lists !== undefined) return mapped(withoutChange(...lists), (fields) => [...fields.values()]);
  const records = allOf([before, after, now], fieldsOf);
  if (records === undefined) return CHANGED_SINCE;
  return mapped(withoutChange(...records), (fields) => Object.fromEntries(fields));
}

function withoutChange(before: Fields, after: Fields, now: Fields): Fields | typeof CHANGED_SINCE {
  const left = new Map<string, unknown>();
  for (const key of inOrder(before, now)) {
    const taken = takeBack(before.get(key), after.get(key), now.get(key));
    // Every change of a record writes when it was: that alone is no second change of the same part.
    const value = taken === CHANGED_SINCE && key === 'updatedAt' ? now.get(key) : taken;
    if (value === CHANGED_SINCE) return CHANGED_SINCE;
    if (value !== undefined) left.set(key, value);
  }
  return left;
}

/** The keys of now; one that is only in before follows the one that it followed there. */
function inOrder(before: Fields, now: Fields): string[] {
  const keys = [...now.keys()];
  let at = -1;
  for (const key of before.keys()) {
    const found = keys.indexOf(key);
    if (found === -1) keys.splice(at + 1, 0, key);
    at = found === -1 ? at + 1 : found;
  }
  return keys;
}

function allOf(
  values: readonly [unknown, unknown, unknown],
  read: (value: unknown) => Fields | undefined,
): [Fields, Fields, Fields] | undefined {
  const [before, after, now] = values.map((value) => read(value));
  return before === undefined || after === undefined || now === undefined ? undefined : [before, after, now];
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : undefined;
}

function entriesOf(value: unknown): Fields | undefined {
  if (!Array.isArray(value)) return undefined;
  const fields = new Map<string, unknown>();
  for (const entry of value) {
    const id = fieldsOf(entry)?.get('id');
    if (typeof id !== 'string' || fields.has(id)) return undefined;
    fields.set(id, entry);
  }
  return fields;
}

function mapped(fields: Fields | typeof CHANGED_SINCE, form: (fields: Fields) => unknown): unknown {
  return fields === CHANGED_SINCE ? CHANGED_SINCE : form(fields);
}
