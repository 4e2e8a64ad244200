import type { Value } from '../../values/value.ts';
import type { Lease } from '../cache/lease.ts';
import { Cancellation, type CancelSignal } from './cancellation.ts';
import type { ComputationReport, NodeOutcome, TaskFacts } from './computation.ts';

/** Somebody who wants a computation's result. */
export interface Participant {
  /** Takes over what the computation made. */
  readonly lease: Lease;
}

/** A computation that goes on, shared by everybody who wants its key: it ends early only when nobody is left. */
export class SharedComputation<P extends Participant> {
  readonly #participants = new Set<P>();
  readonly #report = new ReportToAll();
  readonly #cancellation = new Cancellation();
  readonly #lease: Lease;
  readonly #onEnd: () => void;
  readonly outcome: Promise<NodeOutcome>;

  /** @param onEnd called when it has ended, one way or another */
  constructor(
    lease: Lease,
    compute: (signal: CancelSignal, lease: Lease, report: ComputationReport) => Promise<NodeOutcome>,
    onEnd: () => void = () => undefined,
  ) {
    this.#lease = lease;
    this.#onEnd = onEnd;
    this.outcome = this.#follow(compute(this.#cancellation, lease, this.#report));
  }

  /** Nobody can join any more. */
  get isAborted(): boolean {
    return this.#cancellation.aborted;
  }

  join(participant: P, report: ComputationReport): void {
    this.#participants.add(participant);
    this.#report.add(report);
  }

  leave(participant: P, reason: unknown): void {
    if (!this.#participants.delete(participant)) return;
    if (this.#participants.size === 0) this.#cancellation.abort(reason);
  }

  async #follow(computing: Promise<NodeOutcome>): Promise<NodeOutcome> {
    let outcome: NodeOutcome;
    try {
      outcome = await computing;
    } catch (error) {
      await this.#handOver();
      throw error;
    }
    if (!outcome.growing) {
      await this.#handOver();
      return outcome;
    }
    const growing = outcome.growing.finally(() => this.#handOver());
    growing.catch(() => undefined);
    return { outputs: outcome.outputs, growing };
  }

  /** Undefined when there is nothing to wait for. */
  #handOver(): Promise<void> | undefined {
    this.#onEnd();
    for (const { lease } of this.#participants) lease.holdAll(this.#lease);
    return this.#lease.release();
  }
}

/** Passes on to all who take part what a computation tells. */
class ReportToAll implements ComputationReport {
  readonly #reports: ComputationReport[] = [];
  #hasStarted = false;
  /** Tells a late participant how it ended. */
  #tellEnd: ((report: ComputationReport) => void) | undefined;

  add(report: ComputationReport): void {
    this.#reports.push(report);
    if (this.#hasStarted) report.started();
    this.#tellEnd?.(report);
  }

  started(): void {
    this.#hasStarted = true;
    for (const report of this.#reports) report.started();
  }

  progress(fraction: number, note?: string): void {
    for (const report of this.#reports) report.progress(fraction, note);
  }

  preview(value: Value): void {
    for (const report of this.#reports) report.preview(value);
  }

  task(facts: TaskFacts): void {
    for (const report of this.#reports) report.task(facts);
  }

  committed(ms: number, bytes: number, notices: readonly string[]): void {
    this.#end((report) => report.committed(ms, bytes, notices));
  }

  cutOff(notices: readonly string[]): void {
    this.#end((report) => report.cutOff(notices));
  }

  #end(tell: (report: ComputationReport) => void): void {
    this.#tellEnd = tell;
    for (const report of this.#reports) tell(report);
  }
}
