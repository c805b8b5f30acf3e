import type { Problem } from '../../contract/errors.ts';
import { GatewayReport, readReport, Report } from '../../contract/reports.ts';
import type { Context } from '../context.ts';
import { isProblem } from '../errors.ts';
import { AGENT_LINES, GATEWAY_LINES, unreadProblem } from './list.ts';
import { Moments } from './moments.ts';
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
  readonly moments: Moments;
}

/** What a container says within this time is read together. */
const JOIN_MS = 20;

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
    return this.#outputs.get(dockerId ?? '') ?? silence();
  }

  /** Reads what a container said so far, when it is new here, and follows it while it runs. */
  async attend(row: { Id: string; State: string }): Promise<void> {
    const known = this.#outputs.get(row.Id);
    const output = known ?? silence();
    this.#outputs.set(row.Id, output);
    if ((known === undefined || known.unread !== null) && row.State !== 'created') await this.#readSoFar(row, output);
    if (row.State === 'running' && !output.following) this.#follow(row.Id, output, known !== undefined);
  }

  /** The clock was set back: what was said till now is not later than now. */
  notLaterThan(now: Date): void {
    for (const output of this.#outputs.values())
      output.reports = output.reports.map((report) => output.moments.of(report, now));
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
        await this.#hearAll(dockerId, output, lines);
      } catch (error) {
        if (!isProblem(error, 'CONTAINER_NOT_FOUND')) this.#context.log.warn({ err: error, dockerId }, 'lost a stream');
      } finally {
        output.following = false;
        if (!this.#signal.aborted) this.#ended();
      }
    };
    void follow();
  }

  /** Of what comes at once, only the newest lines are read: one that never stops printing keeps no other from being heard. */
  async #hearAll(dockerId: string, output: Output, lines: AsyncIterable<string>): Promise<void> {
    let newest: string[] = [];
    let timer: NodeJS.Timeout | null = null;
    const hear = (): void => {
      timer = null;
      const isNews = newest.splice(0).map((line) => this.#hear(output, line));
      if (isNews.includes(true)) this.#spoke(dockerId);
    };
    for await (const line of lines) {
      if (!line.startsWith('{') || isAboutEgress(line)) continue;
      newest.push(line);
      if (newest.length > 2 * GATEWAY_LINES) newest = newest.slice(-GATEWAY_LINES);
      timer ??= setTimeout(hear, JOIN_MS);
    }
  }

  /** Whether the line said something new. */
  #hear(output: Output, line: string): boolean {
    const told = readReport(Report, line);
    const report = told && output.moments.of(told, this.#context.now());
    if (report === undefined) {
      if (!isAboutProof(line)) return false;
      output.proof = [...output.proof, line].slice(-GATEWAY_LINES);
      return true;
    }
    if (JSON.stringify(output.reports.at(-1)) === JSON.stringify(report)) return false;
    output.reports = [...output.reports, report].slice(-AGENT_LINES);
    return true;
  }

  #replace(output: Output, lines: readonly string[]): void {
    output.reports = readReports(lines, this.#context.now(), output.moments).reports;
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

function silence(): Output {
  return { reports: [], proof: [], following: false, unread: null, moments: new Moments() };
}

function isAboutProof(line: string): boolean {
  return !isAboutEgress(line) && readReport(GatewayReport, line) !== undefined;
}

/** Gateways of earlier versions have their ledger there too: a line for each connection would push the proof out. */
function isAboutEgress(line: string): boolean {
  return line.includes('"kind":"egress"');
}
