import { writeFile } from 'node:fs/promises';
import type { RunEvent } from '../runtime/events.ts';
import { RunRecorder } from '../runtime/trace/run-record.ts';
import { traceOf } from '../runtime/trace/trace-file.ts';
import { requireFolder } from './prepare-run.ts';

/** Gathers a run's events and writes them as a trace, however the run ends. */
export class TraceWriter {
  readonly #path: string;
  #recorder: RunRecorder | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Asked before the run: a trace that cannot be written should not be found out after it. @throws {UsageError} */
  requireFolder(): Promise<void> {
    return requireFolder(this.#path);
  }

  take(events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.kind === 'run-started') this.#recorder ??= new RunRecorder(event);
      this.#recorder?.take(event);
    }
  }

  /** @param name of the document */
  async write(name: string): Promise<void> {
    if (this.#recorder) await writeFile(this.#path, JSON.stringify(traceOf(this.#recorder.record(), name)));
  }
}
