import type { Container, Isolation } from '../../contract/containers.ts';
import { defaultConfig, readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { isProblem } from '../errors.ts';
import { isolationOf } from '../gateway/gateway.ts';
import { findNetwork } from './allowed.ts';
import { Allowing } from './allowing.ts';
import { creationIsLive } from './creations.ts';
import { continued, describeContainer, type Observed } from './describe.ts';
import { shouldReturn } from './endings.ts';
import { type Member, readFleet } from './fleet.ts';
import { Forbidding } from './forbidding.ts';
import { bringBack, heal } from './healing.ts';
import { keptStamp } from './kept.ts';
import { findLease } from './leases.ts';
import { Lending } from './lending-watch.ts';
import { showAll } from './list.ts';
import { findMerged } from './merges.ts';
import { Refusing } from './refusing.ts';
import { Taking } from './taking.ts';
import { Trusting } from './trusting.ts';
import { Outputs } from './outputs.ts';

/** Events come in groups: a stop alone is four of them. */
const JOIN_MS = 20;
/** A stream that ended is looked at again after this time, so that one that cannot be followed costs little. */
const RETRY_MS = 1_000;

/** Keeps the snapshot's containers true while Docker answers: reads them when told that something changed, and listens to each. */
export class FleetWatch {
  readonly #context: Context;
  readonly #signal: AbortSignal;
  readonly #outputs: Outputs;
  readonly #broken: (error: unknown) => void;
  readonly #startErrors = new Map<string, string>();
  readonly #stranded = new Set<string>();
  readonly #toHeal = new Set<string>();
  /** What may have gone down with the engine, and is looked at once when that answers again. */
  readonly #toReturn = new Set<string>();
  #beingCreated: ReadonlySet<string> = new Set();
  #members: Member[] = [];
  #settings: Pick<Observed, 'prefix' | 'stalledAfterMs'>;
  #timer: NodeJS.Timeout | null = null;
  #reading: Promise<void> = Promise.resolve();
  readonly #forbidding: Forbidding;
  readonly #allowing: Allowing;
  readonly #trusting: Trusting;
  readonly #lending: Lending;
  readonly #taking: Taking;
  readonly #refusing: Refusing;
  #lastLook = new Date(0);
  readonly #healing = new Set<Promise<void>>();

  constructor(context: Context, signal: AbortSignal, broken: (error: unknown) => void) {
    this.#context = context;
    this.#signal = signal;
    this.#broken = broken;
    const { prefix, daemon } = defaultConfig(context);
    this.#settings = { prefix, stalledAfterMs: daemon.stalledAfterMs };
    this.#forbidding = new Forbidding(context, signal);
    this.#allowing = new Allowing(context, signal);
    this.#trusting = new Trusting(context, signal);
    this.#lending = new Lending(context, signal);
    this.#taking = new Taking(context);
    this.#refusing = new Refusing(context, (dockerId) => this.#showOne(dockerId));
    this.#outputs = new Outputs(context, signal, {
      spoke: (dockerId) => this.#showOne(dockerId),
      ended: () => this.readSoon(RETRY_MS),
    });
  }

  /** Reads all again shortly; calls until then are one. */
  readSoon(delayMs = JOIN_MS): void {
    if (this.#timer !== null || this.#signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#reading = this.#reading.then(() => this.#read()).catch(this.#broken);
    }, delayMs);
  }

  /** Reads all containers for the first time, or after a time without Docker: then every agent may have lost its gateway. */
  async readAll(): Promise<void> {
    for (const { birth } of await readFleet(this.#context)) {
      this.healSoon(birth.name);
      this.#toReturn.add(birth.name);
    }
    await this.#read();
  }

  /** A gateway or an agent came up or went down: whether the two still belong together must be looked at. */
  healSoon(container: string): void {
    this.#toHeal.add(container);
  }

  /** What no event tells: an agent becomes quiet, a creator does not renew its lock, this machine's addresses change. */
  async tick(): Promise<void> {
    this.#lookAtClock();
    if (this.#beingCreated.size > 0) await this.#lookForCreators();
    await this.#forbidding.renew(this.#members);
    await this.#allow();
    await this.#trusting.renew(this.#members, (member) => this.#isolationOf(member));
    await this.#lending.renew(this.#members, (member) => this.#isolationOf(member));
    this.#showAgain();
    this.#taking.look(Object.values(this.#context.state.snapshot.containers));
    this.#lookForRefused();
  }

  #lookAtClock(): void {
    const now = this.#context.now();
    if (now < this.#lastLook) this.#outputs.notLaterThan(now);
    this.#lastLook = now;
  }

  /** Decides every container's state anew. */
  #showAgain(): void {
    const containers = this.#members.map((member) => this.#describe(member));
    const known = this.#context.state.snapshot;
    const isSame =
      known.loaded &&
      Object.keys(known.containers).length === containers.length &&
      containers.every((container) => sameContainer(known.containers[container.name], container));
    if (!isSame) showAll(this.#context, containers);
  }

  #lookForRefused(): void {
    const shown = this.#members.flatMap((member) => {
      const container = this.#context.state.snapshot.containers[member.birth.name];
      return container === undefined ? [] : [{ member, container, reports: this.#outputs.of(member.row.Id).reports }];
    });
    this.#refusing.look(shown);
  }

  /** Waits for what it has under way, after its signal ended it. */
  async end(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#reading;
    await Promise.all([...this.#healing, this.#allowing.end(), this.#taking.end(), this.#refusing.end()]);
  }

  /** A configuration that cannot be read changes nothing of what is allowed. */
  async #allow(): Promise<void> {
    try {
      await this.#allowing.renew(this.#members, (member) => this.#isolationOf(member));
    } catch (error) {
      if (!isProblem(error, 'CONFIG_INVALID')) throw error;
    }
  }

  #isolationOf({ gateway }: Member): Isolation {
    return isolationOf(gateway?.State === 'running', this.#outputs.of(gateway?.Id).proof, this.#context.now());
  }

  /** Reads all containers, listens to the new ones, and brings back agents whose gateway came up after them. */
  async #read(): Promise<void> {
    const members = await readFleet(this.#context);
    const rows = members.flatMap(({ row, gateway }) => (gateway === null ? [row] : [row, gateway]));
    this.#members = members;
    this.#settings = this.#readSettings();
    this.#outputs.forgetAllBut(new Set(rows.map((row) => row.Id)));
    await Promise.all([this.#lookForCreators(), ...rows.map((row) => this.#outputs.attend(row))]);
    this.#showAgain();
    this.#healSome();
  }

  /** A configuration that cannot be read is not a reason to look away. */
  #readSettings(): Pick<Observed, 'prefix' | 'stalledAfterMs'> {
    try {
      const { prefix, daemon } = readConfig(this.#context);
      return { prefix, stalledAfterMs: daemon.stalledAfterMs };
    } catch (error) {
      if (!isProblem(error, 'CONFIG_INVALID')) throw error;
      return { ...this.#settings, prefix: this.#context.state.snapshot.settings.prefix };
    }
  }

  #showOne(dockerId: string): void {
    const member = this.#members.find(({ row, gateway }) => row.Id === dockerId || gateway?.Id === dockerId);
    if (member === undefined || this.#signal.aborted) return;
    const container = this.#describe(member);
    if (sameContainer(this.#context.state.snapshot.containers[container.name], container)) return;
    this.#context.state.change({ containers: { [container.name]: container } });
  }

  #describe(member: Member): Container {
    const { row, birth } = member;
    const container = describeContainer(member, {
      reports: this.#outputs.of(row.Id).reports,
      unread: this.#outputs.of(row.Id).unread,
      stranded: this.#stranded.has(row.Id),
      isolation: this.#isolationOf(member),
      refused: this.#refusing.of(row.Id, this.#outputs.of(row.Id).reports),
      preset: findNetwork(this.#context, birth.name)?.preset ?? null,
      lease: findLease(this.#context, birth.name),
      mergedTip: findMerged(this.#context, birth.name),
      comments: keptStamp(this.#context, birth.name, 'comments'),
      beingCreated: this.#beingCreated.has(row.Id),
      startError: row.State === 'running' ? null : (this.#startErrors.get(row.Id) ?? null),
      ...this.#settings,
      now: this.#context.now(),
    });
    return continued(this.#context.state.snapshot.containers[birth.name], container);
  }

  async #lookForCreators(): Promise<void> {
    const unstarted = this.#members.filter(({ row }) => row.State === 'created');
    const live = await Promise.all(unstarted.map(({ owned }) => creationIsLive(this.#context, owned.creation)));
    this.#beingCreated = new Set(unstarted.filter((_, index) => live[index]).map(({ row }) => row.Id));
  }

  /** In the background, since a gateway takes its time to prove itself. */
  #healSome(): void {
    const due = this.#members.filter(({ row, birth }) => row.State !== 'created' && this.#toHeal.delete(birth.name));
    for (const member of due) {
      const healing = this.#heal(member).finally(() => this.#healing.delete(healing));
      this.#healing.add(healing);
    }
  }

  /** What goes wrong here is the container's own: it is logged, and shown as its state. */
  async #heal(member: Member): Promise<void> {
    const { row, birth } = member;
    try {
      if (this.#toReturn.delete(birth.name) && shouldReturn(member.ending, member.wish))
        await bringBack(this.#context, member);
      const startError = await heal(this.#context, member, this.#signal);
      this.#stranded.delete(row.Id);
      if (startError === null) this.#startErrors.delete(row.Id);
      else this.#startErrors.set(row.Id, startError);
      this.#showAgain();
    } catch (error) {
      if (this.#signal.aborted) return;
      this.#context.log.error({ err: error, container: birth.name }, 'could not bring its agent back');
      if (row.State === 'running') this.#stranded.add(row.Id);
      this.#showAgain();
    }
  }
}

function sameContainer(a: Container | undefined, b: Container): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
