import { parseJson } from '../../contract/json.ts';
import { dockerFailure } from './failure.ts';
import { readTextLines } from './frames.ts';
import type { DockerEvent } from './port.ts';

/** The events of the engine's stream, a line of JSON each. An abort ends them; a stream that breaks is a failure of the engine. */
export async function* readEvents(
  stream: AsyncIterable<Buffer>,
  signal: AbortSignal,
): AsyncGenerator<DockerEvent, void, void> {
  try {
    for await (const line of readTextLines(stream)) if (line !== '') yield parseJson(line) as DockerEvent;
  } catch (error) {
    if (!signal.aborted) throw dockerFailure(error);
  }
}
