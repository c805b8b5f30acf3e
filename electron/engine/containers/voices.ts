import type { Problem } from '../../contract/errors.ts';
import { GatewayReport, type Report } from '../../contract/reports.ts';
import type { Context } from '../context.ts';
import { isProblem } from '../errors.ts';
import { AGENT_LINES, GATEWAY_LINES, unreadProblem } from './list.ts';
import { readReport, readReports } from './reports.ts';

/** What a running or stopped container last said. */
export interface Voice {
  /** Of an agent container, oldest first. */
  reports: readonly Report[];
  /** Of a gateway: the lines about its proof, oldest first. */
  proof: readonly string[];
  following: boolean;
  /** Why what it said so far could not be read; null when it could. The next look tries again. */
  unread: Problem | null;
}

/** Follows what agents and gateways print, one stream each, and tells who spoke. */
export class Voices {
  readonly #context: Context;
  readonly #signal: AbortSignal;
  readonly #voices = new Map<string, Voice>();
  readonly #spoke: (dockerId: string) => void;
  readonly #ended: () => void;

  constructor(context: Context, signal: AbortSignal, on: { spoke: (dockerId: string) => void; ended: () => void }) {
    this.#context = context;
    this.#signal = signal;
    this.#spoke = on.spoke;
    this.#ended = on.ended;
  }

  of(dockerId: string | undefined): Voice {
    return this.#voices.get(dockerId ?? '') ?? SILENT;
  }

  /** Reads what a container said so far, when it is new here, and follows it while it runs. */
  async attend(row: { Id: string; State: string }): Promise<void> {
    const known = this.#voices.get(row.Id);
    const voice = known ?? { ...SILENT };
    this.#voices.set(row.Id, voice);
    if ((known === undefined || known.unread !== null) && row.State !== 'created') await this.#readSoFar(row, voice);
    if (row.State === 'running' && !voice.following) this.#follow(row.Id, voice, known !== undefined);
  }

  forgetAllBut(dockerIds: ReadonlySet<string>): void {
    for (const id of this.#voices.keys()) if (!dockerIds.has(id)) this.#voices.delete(id);
  }

  /** Starts in the background; its end, for whatever reason, is told, and the next look decides what to do. */
  #follow(dockerId: string, voice: Voice, isNewRun: boolean): void {
    voice.following = true;
    if (isNewRun) this.#replace(voice, []);
    const follow = async (): Promise<void> => {
      try {
        const lines = this.#context.docker.followRun(dockerId, { signal: this.#signal, tail: isNewRun ? 100 : 1 });
        for await (const line of lines) this.#hear(dockerId, voice, line);
      } catch (error) {
        if (!isProblem(error, 'CONTAINER_NOT_FOUND')) this.#context.log.warn({ err: error, dockerId }, 'lost a stream');
      } finally {
        voice.following = false;
        if (!this.#signal.aborted) this.#ended();
      }
    };
    void follow();
  }

  #hear(dockerId: string, voice: Voice, line: string): void {
    const report = readReport(line);
    if (report !== undefined) {
      const last = voice.reports.at(-1);
      if (last !== undefined && JSON.stringify(last) === JSON.stringify(report)) return;
      voice.reports = [...voice.reports, report].slice(-AGENT_LINES);
    } else if (isAboutProof(line)) {
      voice.proof = [...voice.proof, line].slice(-GATEWAY_LINES);
    } else return;
    this.#spoke(dockerId);
  }

  #replace(voice: Voice, lines: readonly string[]): void {
    voice.reports = readReports(lines).reports;
    voice.proof = lines.filter(isAboutProof);
  }

  /** One that cannot be read keeps nobody from reading the others. */
  async #readSoFar(row: { Id: string; State: string }, voice: Voice): Promise<void> {
    try {
      this.#replace(voice, await this.#lastLines(row));
      voice.unread = null;
    } catch (error) {
      voice.unread = unreadProblem(this.#context, { error, container: row.Id });
    }
  }

  /** Of its present run, where it runs: what it said before is not true any more. */
  async #lastLines({ Id, State }: { Id: string; State: string }): Promise<string[]> {
    const { docker } = this.#context;
    try {
      return await (State === 'running'
        ? docker.lastLinesOfRun(Id, GATEWAY_LINES)
        : docker.lastLines(Id, GATEWAY_LINES));
    } catch (error) {
      if (isProblem(error, 'CONTAINER_NOT_FOUND')) return [];
      throw error;
    }
  }
}

const SILENT: Readonly<Voice> = { reports: [], proof: [], following: false, unread: null };

/** Its ledger, a line for each connection, would push the proof out. */
function isAboutProof(line: string): boolean {
  if (!line.includes('"kind"') || line.includes('"kind":"egress"')) return false;
  try {
    const { data } = GatewayReport.safeParse(JSON.parse(line));
    return data !== undefined && data.kind !== 'egress' && data.kind !== 'questions';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
