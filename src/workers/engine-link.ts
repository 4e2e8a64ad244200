import * as Comlink from 'comlink';
import { SuddenEnd } from '../runtime/engine/sudden-end.ts';
import type { RunEvent, RunId } from '../runtime/events.ts';
import { KineographError } from '../values/errors.ts';
import type { EngineReply, EngineWorkerApi } from './engine-worker-api.ts';
import { OpenRuns } from './open-runs.ts';

/** An engine that died is started again so often; one that lived for {@link STEADY_MS} counts as sound. */
const MOST_RESTARTS = 3;
const STEADY_MS = 60_000;

const RESTARTED = 'The engine failed and was started again.';
const RESTARTED_REMEDY = 'Finished stages are kept: run again to go on.';
/** Both in one: notices have no remedy. */
const RESTARTED_NOTICE =
  'The engine failed and was started again. Finished stages are kept: run again to go on.';

type Listener = (events: readonly RunEvent[]) => void;
type Remote = Comlink.Remote<EngineWorkerApi>;

/** One engine worker, from its start to its end. */
interface Line {
  readonly remote: Remote;
  readonly end: SuddenEnd;
}

/**
 * The way to the engine. When its worker dies another takes its place: what was stored is there again, runs that were
 * under way end as failed, and listeners hear the `notice` `engine-restarted`.
 */
export class EngineLink {
  readonly #start: () => Worker;
  readonly #listeners = new Set<Listener>();
  readonly #runs = new OpenRuns();
  #line: Promise<Line>;
  #restarts = 0;

  /** @param start begins a worker that serves the `EngineWorkerApi` */
  constructor(start: () => Worker) {
    this.#start = start;
    this.#line = this.#open();
  }

  /** Resolves once the engine answers. @throws {KineographError} `engine-failed` */
  async ready(): Promise<void> {
    await this.#line;
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Asks the engine; an engine that died answers nothing, and its callers must not wait for ever.
   * @throws {KineographError} `engine-restarted`, `engine-failed` when it cannot be started any more; what it answers
   */
  async ask<T>(question: (remote: Remote) => Promise<EngineReply<T>>): Promise<T> {
    const { remote, end } = await this.#line;
    const reply = await end.guard(question(remote));
    if (reply.ok) return reply.value;
    const { code, message, remedy } = reply.error;
    throw new KineographError(code, message, remedy);
  }

  /** The same for what may be asked twice: once more when the engine died over it. */
  async askAgain<T>(question: (remote: Remote) => Promise<EngineReply<T>>): Promise<T> {
    try {
      return await this.ask(question);
    } catch (error) {
      if (!(error instanceof KineographError) || error.code !== 'engine-restarted') throw error;
      return this.ask(question);
    }
  }

  /** The same for a run: its listeners hear of its end whatever happens. */
  async askToRun(question: (remote: Remote) => Promise<EngineReply<RunId>>): Promise<RunId> {
    const run = await this.ask(question);
    this.#runs.open(run);
    return run;
  }

  async #open(): Promise<Line> {
    const worker = this.#start();
    const line: Line = { remote: Comlink.wrap<EngineWorkerApi>(worker), end: new SuddenEnd() };
    const startedAt = performance.now();
    let isServing = false;
    let isDead = false;
    const die = (detail: string) => {
      if (isDead) return;
      isDead = true;
      worker.terminate();
      if (performance.now() - startedAt > STEADY_MS) this.#restarts = 0;
      if (isServing && this.#restarts < MOST_RESTARTS) this.#replace(line);
      else line.end.come(failed(detail));
    };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      die(event.message || 'its script could not be loaded');
    });
    worker.addEventListener('messageerror', () => die('its answer could not be read'));
    const subscribed: Promise<EngineReply<void>> = line.remote.subscribe(
      Comlink.proxy((events) => !isDead && this.#tell(events)),
    );
    await line.end.guard(subscribed);
    isServing = true;
    return line;
  }

  #replace(line: Line): void {
    this.#restarts += 1;
    this.#line = this.#open();
    // Whoever asks next learns of a failure; nobody may be asking now.
    this.#line.catch(() => undefined);
    line.end.come(new KineographError('engine-restarted', RESTARTED, RESTARTED_REMEDY));
    const ends = this.#runs.abandon(RESTARTED);
    const { run = '', at = 0 } = ends[0] ?? {};
    const notice = { kind: 'notice', run, at, code: 'engine-restarted', message: RESTARTED_NOTICE } as const;
    this.#tellAll([notice, ...ends]);
  }

  #tell(events: readonly RunEvent[]): void {
    for (const event of events) this.#runs.note(event);
    this.#tellAll(events);
  }

  #tellAll(events: readonly RunEvent[]): void {
    for (const listener of this.#listeners) listener(events);
  }
}

function failed(detail: string): KineographError {
  return new KineographError('engine-failed', `The engine failed: ${detail}.`, 'Reload the page.');
}
