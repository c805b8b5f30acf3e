import { parseJson } from '../../contract/json.ts';
import { dockerFailure } from './failure.ts';
import { readTextLines } from './frames.ts';
import type { Sample } from './port.ts';
import { sampleOf } from './stats-rules.ts';

/** The samples of the engine's stream, a line of JSON each. An abort ends them; a stream that breaks is a failure of the engine. */
export async function* readSamples(
  stream: AsyncIterable<Buffer>,
  signal: AbortSignal,
): AsyncGenerator<Sample, void, void> {
  try {
    for await (const line of readTextLines(stream)) {
      const sample = line === '' ? undefined : sampleOf(parseJson(line));
      if (sample !== undefined) yield sample;
    }
  } catch (error) {
    if (!signal.aborted) throw dockerFailure(error);
  }
}
