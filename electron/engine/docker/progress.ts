import type { ImageBuild } from '../../contract/images.ts';

/** One message of the engine's build, pull and import streams, as far as Maestro reads it. */
export interface BuildMessage {
  readonly stream?: string;
  readonly status?: string;
  readonly id?: string;
  readonly error?: string;
}

const KEPT_LINES = 40;
const LINE_CHARS = 500;
const STEP = /^Step (\d+)\/(\d+) : (.*)$/;
/** Statuses that repeat many times a second while bytes arrive. */
const COUNTING = /^(Downloading|Extracting|Importing)/;

/** A build that is about to start. */
export function newBuild(target: ImageBuild['target'], step: string, startedAt: Date): ImageBuild {
  return {
    target,
    state: 'running',
    startedAt: startedAt.toISOString(),
    ms: null,
    step,
    stepNumber: 0,
    stepCount: 0,
    lines: [],
    problem: null,
    blocks: false,
  };
}

/** The build after one message of its stream: the step under way and the newest lines. */
export function readMessage(build: ImageBuild, message: BuildMessage): ImageBuild {
  const { stream, status, id, error } = message;
  if (error !== undefined) return addLines(build, error);
  if (stream !== undefined) return addLines(build, stream);
  if (status === undefined || COUNTING.test(status)) return build;
  return addLines(build, id === undefined ? status : `${id}: ${status}`);
}

/** The build with more output; a line that is a Dockerfile step becomes the step under way. */
export function addLines(build: ImageBuild, text: string): ImageBuild {
  return text.split('\n').map(visible).filter(Boolean).reduce(addLine, build);
}

function addLine(build: ImageBuild, line: string): ImageBuild {
  const lines = [...build.lines, line].slice(-KEPT_LINES);
  const step = STEP.exec(line);
  if (step === null) return { ...build, lines };
  return { ...build, lines, stepNumber: Number(step[1]), stepCount: Number(step[2]), step: step[3] ?? '' };
}

/** What a terminal would show of a line: after its last carriage return, without colours and control characters. */
function visible(line: string): string {
  const shown = line.trimEnd().split('\r').at(-1) ?? '';
  // eslint-disable-next-line no-control-regex
  return shown.replace(/\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u0008\u000b-\u001f\u007f]/g, '').slice(0, LINE_CHARS);
}
