import type { Lease } from '../cache/lease.ts';
import type { ComputationReport, NodeOutcome } from './computation.ts';

/** Somebody who wants a computation's result. */
export interface Participant {
  /** Takes over what the computation made. */
  readonly lease: Lease;
}

/** A computation that goes on, shared by everybody who wants its key: it ends early only when nobody is left. */
export class SharedComputation<P extends Participant> {
  readonly #participants = new Set<P>();
  readonly #reports: ComputationReport[] = [];
  readonly #controller = new AbortController();
  readonly #lease: Lease;
  readonly outcome: Promise<NodeOutcome>;
  #hasStarted = false;
  /** Tells a late participant how it ended. */
  #tellEnd: ((report: ComputationReport) => void) | undefined;

  constructor(
    lease: Lease,
    compute: (signal: AbortSignal, lease: Lease, report: ComputationReport) => Promise<NodeOutcome>,
  ) {
    this.#lease = lease;
    this.outcome = compute(this.#controller.signal, lease, this.#reportToAll()).then((outcome) => {
      const complete = outcome.complete.finally(() => this.#handOver());
      complete.catch(() => undefined);
      return { ...outcome, complete };
    });
    this.outcome.catch(() => this.#handOver());
  }

  /** Nobody can join any more. */
  get isAborted(): boolean {
    return this.#controller.signal.aborted;
  }

  join(participant: P, report: ComputationReport): void {
    this.#participants.add(participant);
    this.#reports.push(report);
    if (this.#hasStarted) report.started();
    this.#tellEnd?.(report);
  }

  leave(participant: P, reason: unknown): void {
    if (!this.#participants.delete(participant)) return;
    if (this.#participants.size === 0) this.#controller.abort(reason);
  }

  /** Resolves when it has ended, one way or another. */
  async ended(): Promise<void> {
    try {
      await (await this.outcome).complete;
    } catch {
      // Told to everybody who takes part.
    }
  }

  async #handOver(): Promise<void> {
    for (const { lease } of this.#participants) lease.holdAll(this.#lease);
    await this.#lease.release();
  }

  #reportToAll(): ComputationReport {
    const reports = this.#reports;
    const end = (tell: (report: ComputationReport) => void) => {
      this.#tellEnd = tell;
      for (const report of reports) tell(report);
    };
    return {
      started: () => {
        this.#hasStarted = true;
        for (const report of reports) report.started();
      },
      progress: (fraction, note) => {
        for (const report of reports) report.progress(fraction, note);
      },
      preview: (value) => {
        for (const report of reports) report.preview(value);
      },
      task: (facts) => {
        for (const report of reports) report.task(facts);
      },
      committed: (ms, bytes, notices) => end((report) => report.committed(ms, bytes, notices)),
      cutOff: (notices) => end((report) => report.cutOff(notices)),
    };
  }
}
