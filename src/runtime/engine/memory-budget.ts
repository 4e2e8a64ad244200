/** Whoever waits for room, and is called when there may be some. */
export interface RoomSeeker {
  roomFreed(): void;
}

/**
 * Bytes that a run has under way: what a task reads and makes, from its start until its result is stored. Nothing that
 * merely waits holds any, so those who hold some never wait for those who want some, and nothing can block for ever.
 */
export class MemoryBudget {
  readonly #limitBytes: number;
  /** Who found no room since some was freed last, the first of them first: the others do not overtake it. */
  readonly #refused = new Set<RoomSeeker>();
  #used = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  get usedBytes(): number {
    return this.#used;
  }

  /** What is larger than the whole budget goes when nothing else is under way. */
  hasRoom(bytes: number, seeker: RoomSeeker): boolean {
    const [first = seeker] = this.#refused;
    if (first === seeker && (this.#used === 0 || this.#used + bytes <= this.#limitBytes)) return true;
    this.#refused.add(seeker);
    return false;
  }

  take(bytes: number): void {
    this.#used += bytes;
  }

  give(bytes: number): void {
    this.#used -= bytes;
    if (this.#refused.size === 0) return;
    const seekers = [...this.#refused];
    this.#refused.clear();
    for (const seeker of seekers) seeker.roomFreed();
  }
}

/** What one task needs of a budget. */
export class MemoryClaim {
  readonly #budget: MemoryBudget;
  readonly #bytes: number;
  #state: 'asked' | 'held' | 'paused' | 'ended' = 'asked';

  constructor(budget: MemoryBudget, bytes: number) {
    this.#budget = budget;
    // Whole numbers add up to nothing again; estimates are none, and a remainder would keep others out for ever.
    this.#bytes = Math.ceil(bytes);
  }

  hasRoom(seeker: RoomSeeker): boolean {
    return this.#budget.hasRoom(this.#bytes, seeker);
  }

  /** The task begins, or goes on after a pause, whether or not there is room: it has begun and must come to its end. */
  hold(): void {
    if (this.#state !== 'asked' && this.#state !== 'paused') return;
    this.#state = 'held';
    this.#budget.take(this.#bytes);
  }

  /** The task waits for others, which may need the room. */
  pause(): void {
    if (this.#state !== 'held') return;
    this.#state = 'paused';
    this.#budget.give(this.#bytes);
  }

  /** Its result is stored, or there will be none. */
  end(): void {
    const wasHeld = this.#state === 'held';
    this.#state = 'ended';
    if (wasHeld) this.#budget.give(this.#bytes);
  }
}
