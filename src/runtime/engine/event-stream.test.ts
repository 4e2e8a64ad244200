import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunEvent } from '../events.ts';
import { EventStream } from './event-stream.ts';

const run = 'run-1';
const progress = (at: number, fraction: number): RunEvent => ({
  kind: 'progress',
  run,
  at,
  node: 'n',
  fraction,
});
const started: RunEvent = { kind: 'run-started', run, at: 0, nodes: ['n'] };
const ended: RunEvent = { kind: 'run-ended', run, at: 9, outcome: 'done', ms: 9 };

describe('run events', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function listen() {
    const stream = new EventStream();
    const batches: (readonly RunEvent[])[] = [];
    const stop = stream.subscribe((batch) => batches.push(batch));
    return { stream, batches, stop };
  }

  it('come in order and in batches, the last one at once', () => {
    const { stream, batches } = listen();
    stream.emit(started);
    stream.emit(progress(1, 0.1));
    expect(batches).toEqual([]);
    vi.advanceTimersByTime(20);
    expect(batches).toEqual([[started, progress(1, 0.1)]]);
    stream.emit(ended);
    expect(batches[1]).toEqual([ended]);
  });

  it('tell progress at most every 50 ms, but always its end', () => {
    const { stream, batches } = listen();
    for (let at = 0; at < 100; at++) stream.emit(progress(at, at / 100));
    stream.emit(progress(100, 1));
    stream.emit(ended);
    expect(batches.flat()).toEqual([progress(0, 0), progress(50, 0.5), progress(100, 1), ended]);
  });

  it('reach everybody even when one listener fails', () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const stream = new EventStream();
    const seen: RunEvent[] = [];
    stream.subscribe(() => {
      throw new Error('the page is gone');
    });
    stream.subscribe((batch) => seen.push(...batch));
    stream.emit(ended);
    expect(seen).toEqual([ended]);
    expect(told).toHaveBeenCalledOnce();
    told.mockRestore();
  });

  it('stop with the subscription', () => {
    const { stream, batches, stop } = listen();
    stop();
    stream.emit(ended);
    expect(batches).toEqual([]);
  });
});
