import type { Value } from '../../values/value.ts';
import type { RunEvent } from '../events.ts';
import type { Lane } from '../node.ts';
import type { ComputationReport, TaskFacts } from './computation.ts';

/** What an event says of a node, without which node, run and time. */
export type NodeEventBody<E = Extract<RunEvent, { node: string }>> = E extends RunEvent
  ? Omit<E, 'run' | 'at' | 'node' | 'element'>
  : never;

/** Tells what happens to a computation as events of one element of a run. */
export class ElementReport implements ComputationReport {
  readonly #tell: (body: NodeEventBody) => void;
  readonly #key: string;
  readonly #lane: Lane;
  #hasStarted = false;

  constructor(tell: (body: NodeEventBody) => void, key: string, lane: Lane) {
    this.#tell = tell;
    this.#key = key;
    this.#lane = lane;
  }

  started(): void {
    if (!this.#hasStarted) this.#tell({ kind: 'started', lane: this.#lane });
    this.#hasStarted = true;
  }

  progress(fraction: number, note?: string): void {
    this.#tell({ kind: 'progress', fraction, ...(note === undefined ? {} : { note }) });
  }

  preview(value: Value): void {
    this.#tell({ kind: 'preview', value });
  }

  task(facts: TaskFacts): void {
    this.#tell({ kind: 'task', ...facts });
  }

  committed(ms: number, bytes: number, notices: readonly string[]): void {
    this.#tell({ kind: 'committed', key: this.#key, ms, bytes, notices });
  }

  cutOff(notices: readonly string[]): void {
    this.#tell({ kind: 'cached', key: this.#key, how: 'cutoff', notices });
  }
}
