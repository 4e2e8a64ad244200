import type { RunId } from '../events.ts';

/** Where a task stands among those that wait for the same lane. */
export interface Standing {
  /** Runs take turns. */
  readonly run: RunId;
  /** Gives way to every run that is not a batch. */
  readonly isBatch: boolean;
  /** Within its run: higher goes first, and among equals who came first. */
  readonly priority: number;
  /** What it will probably take of a worker, ms. */
  readonly expectedMs: number;
}

/** One of so many goes to who waited longest beyond patience, so that a long queue still follows priority. */
const TURNS_PER_OVERDUE = 8;

/** Waiting tasks of one run, and how much of the lane the run has had. */
interface RunQueue<T> {
  /** Highest priority last, so that taking one is cheap. */
  readonly tasks: T[];
  /** Work that the run had of this lane, ms, on the scale of its class (see {@link TaskQueue}). */
  served: number;
}

/** Runs of one class. Time on its scale is what the run that is served least has had. */
interface RunClass<T> {
  readonly runs: Map<RunId, RunQueue<T>>;
  reached: number;
}

/**
 * The order in which a lane takes its tasks: runs that somebody waits for before batches; among those the run that has
 * had least of the lane, so that a short run overtakes a long one (start-time fair queueing: Goyal, Vin and Cheng,
 * SIGCOMM 1996); within a run by priority. What waited longer than patience gets a turn now and then all the same.
 */
export class TaskQueue<T extends Standing> {
  readonly #patienceMs: number;
  readonly #interactive: RunClass<T> = { runs: new Map(), reached: 0 };
  readonly #batch: RunClass<T> = { runs: new Map(), reached: 0 };
  /** All that wait, oldest first, with the time at which they came. */
  readonly #since = new Map<T, number>();
  /** Tasks taken in order since one was taken because it waited too long. */
  #turns = 0;

  /** @param patienceMs what waited longer may overtake */
  constructor(patienceMs: number) {
    this.#patienceMs = patienceMs;
  }

  get size(): number {
    return this.#since.size;
  }

  /** @param now ms, never less than before */
  push(task: T, now: number): void {
    this.#since.set(task, now);
    const runs = this.#classOf(task);
    let queue = runs.runs.get(task.run);
    if (!queue) {
      queue = { tasks: [], served: runs.reached };
      runs.runs.set(task.run, queue);
    }
    // Who was away does not save up turns.
    if (queue.tasks.length === 0) queue.served = Math.max(queue.served, runs.reached);
    insert(queue.tasks, task);
  }

  remove(task: T): void {
    if (!this.#since.delete(task)) return;
    const tasks = this.#classOf(task).runs.get(task.run)?.tasks ?? [];
    tasks.splice(tasks.indexOf(task), 1);
  }

  /**
   * Takes the next task out. Undefined when none waits or fits.
   * @param fits whether there is room for the task now; those of a run whose next one does not fit wait with it
   */
  take(now: number, fits: (task: T) => boolean = () => true): T | undefined {
    const overdue = this.#overdue(now);
    const next =
      overdue && fits(overdue)
        ? overdue
        : (this.#next(this.#interactive, fits) ?? this.#next(this.#batch, fits));
    if (!next) return undefined;
    this.#turns = next === overdue ? 0 : this.#turns + 1;
    this.remove(next);
    const runs = this.#classOf(next);
    const queue = runs.runs.get(next.run);
    if (queue) {
      runs.reached = Math.max(runs.reached, queue.served);
      queue.served += next.expectedMs;
    }
    forgetServed(runs);
    return next;
  }

  /** Tells what a task really took, so that a wrong estimate is not held against other runs. */
  settle(task: T, ms: number): void {
    const queue = this.#classOf(task).runs.get(task.run);
    if (queue) queue.served += ms - task.expectedMs;
  }

  #classOf(task: Standing): RunClass<T> {
    return task.isBatch ? this.#batch : this.#interactive;
  }

  /** Who waited longest, when that was too long and others had their turns. */
  #overdue(now: number): T | undefined {
    if (this.#turns < TURNS_PER_OVERDUE - 1) return undefined;
    for (const [oldest, since] of this.#since) return now - since > this.#patienceMs ? oldest : undefined;
    return undefined;
  }

  #next({ runs }: RunClass<T>, fits: (task: T) => boolean): T | undefined {
    let best: { readonly task: T; readonly served: number } | undefined;
    for (const { tasks, served } of runs.values()) {
      const task = tasks.at(-1);
      if (!task || (best && !goesBefore(task, served, best.task, best.served)) || !fits(task)) continue;
      best = { task, served };
    }
    return best?.task;
  }
}

function goesBefore(task: Standing, served: number, other: Standing, otherServed: number): boolean {
  return served === otherServed ? task.priority > other.priority : served < otherServed;
}

/** Among equals, who came first is taken first. */
function insert<T extends Standing>(tasks: T[], task: T): void {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tasks[middle] as T).priority < task.priority) low = middle + 1;
    else high = middle;
  }
  tasks.splice(low, 0, task);
}

/** A run that is no better off than a new one need not be remembered. */
function forgetServed<T>({ runs, reached }: RunClass<T>): void {
  for (const [run, { tasks, served }] of runs) if (tasks.length === 0 && served <= reached) runs.delete(run);
}
