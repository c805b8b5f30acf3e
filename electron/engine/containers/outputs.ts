import type { Problem } from '../../contract/errors.ts';
import { GatewayReport, readReport, Report } from '../../contract/reports.ts';
import type { Context } from '../context.ts';
import { isProblem } from '../errors.ts';
import { AGENT_LINES, GATEWAY_LINES, unreadProblem } from './list.ts';
import { readReports } from './reports.ts';

/** What a running or stopped container last said. */
export interface Output {
  /** Of an agent container, oldest first. */
  reports: readonly Report[];
  /** Of a gateway: the lines about its proof, oldest first. */
  proof: readonly string[];
  following: boolean;
  /** Why what it said so far could not be read; null when it could. The next look tries again. */
  unread: Problem | null;
}

/** The outputs of all containers: follows what agents and gateways print, one stream each, and tells who spoke. */
export class Outputs {
  readonly #context: Context;
  readonly #signal: AbortSignal;
  readonly #outputs = new Map<string, Output>();
  readonly #spoke: (dockerId: string) => void;
  readonly #ended: () => void;

  constructor(context: Context, signal: AbortSignal, on: { spoke: (dockerId: string) => void; ended: () => void }) {
    this.#context = context;
    this.#signal = signal;
    this.#spoke = on.spoke;
    this.#ended = on.ended;
  }

  of(dockerId: string | undefined): Output {
    return this.#outputs.get(dockerId ?? '') ?? NOTHING;
  }

  /** Reads what a container said so far, when it is new here, and follows it while it runs. */
  async attend(row: { Id: string; State: string }): Promise<void> {
    const known = this.#outputs.get(row.Id);
    const output = known ?? { ...NOTHING };
    this.#outputs.set(row.Id, output);
    if ((known === undefined || known.unread !== null) && row.State !== 'created') await this.#readSoFar(row, output);
    if (row.State === 'running' && !output.following) this.#follow(row.Id, output, known !== undefined);
  }

  forgetAllBut(dockerIds: ReadonlySet<string>): void {
    for (const id of this.#outputs.keys()) if (!dockerIds.has(id)) this.#outputs.delete(id);
  }

  /** Starts in the background; its end, for whatever reason, is told, and the next look decides what to do. */
  #follow(dockerId: string, output: Output, isNewRun: boolean): void {
    output.following = true;
    if (isNewRun) this.#replace(output, []);
    const follow = async (): Promise<void> => {
      try {
        const lines = this.#context.docker.followRun(dockerId, { signal: this.#signal, tail: isNewRun ? 100 : 1 });
        for await (const line of lines) this.#hear(dockerId, output, line);
      } catch (error) {
        if (!isProblem(error, 'CONTAINER_NOT_FOUND')) this.#context.log.warn({ err: error, dockerId }, 'lost a stream');
      } finally {
        output.following = false;
        if (!this.#signal.aborted) this.#ended();
      }
    };
    void follow();
  }

  #hear(dockerId: string, output: Output, line: string): void {
    const report = readReport(Report, line);
    if (report !== undefined) {
      const last = output.reports.at(-1);
      if (last !== undefined && JSON.stringify(last) === JSON.stringify(report)) return;
      output.reports = [...output.reports, report].slice(-AGENT_LINES);
    } else if (isAboutProof(line)) {
      output.proof = [...output.proof, line].slice(-GATEWAY_LINES);
    } else return;
    this.#spoke(dockerId);
  }

  #replace(output: Output, lines: readonly string[]): void {
    output.reports = readReports(lines).reports;
    output.proof = lines.filter(isAboutProof);
  }

  /** One that cannot be read keeps nobody from reading the others. */
  async #readSoFar(row: { Id: string; State: string }, output: Output): Promise<void> {
    try {
      this.#replace(output, await this.#lastLines(row));
      output.unread = null;
    } catch (error) {
      output.unread = unreadProblem(this.#context, { error, container: row.Id });
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

const NOTHING: Readonly<Output> = { reports: [], proof: [], following: false, unread: null };

/** Gateways of earlier versions have their ledger there too: a line for each connection would push the proof out. */
function isAboutProof(line: string): boolean {
  return line.includes('"kind"') && !line.includes('"kind":"egress"') && readReport(GatewayReport, line) !== undefined;
}
