import { type Creation, type Phase, type PhaseId, PHASES } from '../../contract/creation.ts';
import type { Context } from '../context.ts';
import { problemOf } from '../errors.ts';

/** Lets the work of a phase say how far it is. */
export interface Telling {
  detail(text: string): void;
  bytes(sent: number, total: number | null): void;
}

type Draft = Partial<Omit<Creation, 'id'>>;

const BYTES_EVERY_MS = 100;

/** A creation's progress, kept in the snapshot. */
export class Progress {
  readonly #context: Context;
  #creation: Creation;

  constructor(context: Context, creation: Omit<Creation, 'phases' | 'state' | 'name' | 'branch' | 'problem'>) {
    this.#context = context;
    const phases = PHASES.map((id) => ({ ...WAITING, id }));
    this.#creation = { ...creation, phases, state: 'running', name: null, branch: null, problem: null };
    this.change({});
  }

  get creation(): Creation {
    return this.#creation;
  }

  change(draft: Draft): void {
    this.#creation = { ...this.#creation, ...draft };
    this.#context.state.change({ creations: { [this.#creation.id]: this.#creation } });
  }

  /** Runs one phase and keeps its time. Its failure is the phase's and goes on to the caller; one that was cut off waits again. */
  async phase<Result>(id: PhaseId, signal: AbortSignal, work: (tell: Telling) => Promise<Result>): Promise<Result> {
    const started = this.#context.now();
    const took = (): number => Math.max(0, this.#context.now().getTime() - started.getTime());
    this.#put(id, { state: 'running', startedAt: started.toISOString() });
    try {
      const result = await work(this.#telling(id));
      this.#put(id, { state: 'done', ms: took() });
      return result;
    } catch (error) {
      if (signal.aborted) this.#put(id, WAITING);
      else this.#put(id, { state: 'failed', ms: took(), detail: problemOf(error).sentence });
      throw error;
    }
  }

  #telling(id: PhaseId): Telling {
    let toldAt = 0;
    return {
      detail: (detail) => this.#put(id, { detail }),
      bytes: (sent, total) => {
        const now = performance.now();
        if (now - toldAt < BYTES_EVERY_MS && sent !== total) return;
        toldAt = now;
        this.#put(id, { bytes: { sent, total } });
      },
    };
  }

  #put(id: PhaseId, draft: Partial<Phase>): void {
    this.change({ phases: this.#creation.phases.map((phase) => (phase.id === id ? { ...phase, ...draft } : phase)) });
  }
}

const WAITING = { state: 'waiting', startedAt: null, ms: null, detail: null, bytes: null } as const;
