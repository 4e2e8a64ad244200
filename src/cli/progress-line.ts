import type { RunEvent } from '../runtime/events.ts';
import { formatBytes } from '../values/describe.ts';
import type { ErrorReport } from '../values/errors.ts';

/** Tells what a run does: lines on stderr for people, and with `json` every event as a line of JSON on stdout. */
export class ProgressLine {
  readonly #json: boolean;
  readonly #tty = process.stderr.isTTY === true;
  #open = false;

  constructor(json: boolean) {
    this.#json = json;
  }

  take(events: readonly RunEvent[]): void {
    for (const event of events) {
      if (this.#json) process.stdout.write(`${JSON.stringify(event)}\n`);
      this.#tell(event);
    }
  }

  notice(message: string): void {
    this.#line(message);
  }

  error({ message, remedy }: ErrorReport): void {
    this.#line(`error: ${message} ${remedy}`);
  }

  done(file: string, bytes: number): void {
    if (this.#json) process.stdout.write(`${JSON.stringify({ kind: 'written', file, bytes })}\n`);
    this.#line(`wrote ${file} (${formatBytes(bytes)})`);
  }

  #tell(event: RunEvent): void {
    switch (event.kind) {
      case 'progress':
        this.#progress(
          `${event.node} ${Math.round(event.fraction * 100)} %${event.note ? ` ${event.note}` : ''}`,
        );
        break;
      case 'committed':
        this.#line(`${event.node} done in ${Math.round(event.ms)} ms`);
        for (const notice of event.notices) this.#line(`  note: ${notice}`);
        break;
      case 'cached':
        this.#line(`${event.node} cached`);
        break;
      case 'failed':
        this.#line(`${event.node} failed: ${event.error.message} ${event.error.remedy}`);
        break;
      case 'cancelled':
        this.#line(`${event.node} not run: ${event.because}`);
        break;
      case 'notice':
        this.#line(event.message);
        break;
      case 'run-ended':
        this.#line(`${event.outcome} in ${(event.ms / 1000).toFixed(2)} s`);
        break;
    }
  }

  /** A line that is written over; only where somebody watches. */
  #progress(text: string): void {
    if (!this.#tty) return;
    process.stderr.write(`\r\u001b[K${text}`);
    this.#open = true;
  }

  #line(text: string): void {
    process.stderr.write(`${this.#open ? '\r\u001b[K' : ''}${text}\n`);
    this.#open = false;
  }
}
