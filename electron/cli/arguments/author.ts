import type { Author } from '../../contract/authors.ts';
import { parseJson } from '../../contract/json.ts';

/** The environment's word that this command line runs for an agent in a container: see `engine/project/bridges/`. */
const AUTHOR = 'MAESTRO_AUTHOR';

/** Whether it does. */
export function isForAgent(): boolean {
  return process.env[AUTHOR] !== undefined;
}

/** That agent, as the bridge's host wrote it; undefined where a person runs this. */
export function findAuthor(): Author | undefined {
  const text = process.env[AUTHOR];
  return text === undefined ? undefined : (parseJson(text) as Author);
}
