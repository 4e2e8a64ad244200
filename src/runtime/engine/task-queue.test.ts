import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Standing, TaskQueue } from './task-queue.ts';

interface Task extends Standing {
  readonly name: string;
}

const task = (name: string, more: Partial<Standing> = {}): Task => ({
  name,
  run: 'run',
  isBatch: false,
  priority: 0,
  expectedMs: 1,
  ...more,
});

function drain(queue: TaskQueue<Task>, now = 0): string[] {
  const names: string[] = [];
  for (let next = queue.take(now); next; next = queue.take(now)) names.push(next.name);
  return names;
}

describe('a queue of tasks', () => {
  it('gives runs turns by what they had, and each run its most urgent first', () => {
    const queue = new TaskQueue<Task>(1000);
    for (const [run, expectedMs] of [
      ['a', 10],
      ['b', 20],
    ] as const) {
      for (const priority of [1, 3, 2])
        queue.push(task(`${run}${priority}`, { run, priority, expectedMs }), 0);
    }
    expect(drain(queue)).toEqual(['a3', 'b3', 'a2', 'b2', 'a1', 'b1']);
  });

  it('lets nobody save up turns while he wants nothing', () => {
    const queue = new TaskQueue<Task>(1000);
    queue.push(task('a early', { run: 'a' }), 0);
    queue.take(0);
    for (let index = 0; index < 10; index++) queue.push(task('b', { run: 'b' }), 0);
    for (let index = 0; index < 6; index++) queue.take(0);
    for (let index = 0; index < 4; index++) queue.push(task('a', { run: 'a' }), 0);
    expect(drain(queue)).toEqual(['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b']);
  });

  it('passes over a run whose next task does not fit, and keeps its order', () => {
    const queue = new TaskQueue<Task>(1000);
    queue.push(task('big', { run: 'a', priority: 2 }), 0);
    queue.push(task('small', { run: 'a', priority: 1 }), 0);
    queue.push(task('other', { run: 'b' }), 0);
    const fits = ({ name }: Task) => name !== 'big';
    expect(queue.take(0, fits)?.name).toBe('other');
    expect(queue.take(0, fits)).toBeUndefined();
    expect(drain(queue)).toEqual(['big', 'small']);
  });

  it('gives out every task once, whatever comes and goes', () => {
    const step = fc.oneof(
      fc.record({
        do: fc.constant('push' as const),
        run: fc.nat(3),
        isBatch: fc.boolean(),
        priority: fc.nat(5),
        expectedMs: fc.nat(9),
      }),
      fc.record({ do: fc.constant('take' as const), after: fc.nat(30) }),
      fc.record({ do: fc.constant('remove' as const), at: fc.nat(20) }),
      fc.record({ do: fc.constant('settle' as const), ms: fc.nat(50) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new TaskQueue<Task>(50);
        const waiting = new Set<Task>();
        let now = 0;
        let last: Task | undefined;
        for (const action of steps) {
          if (action.do === 'push') {
            // One run is either a batch or not.
            const added = task('', { ...action, run: `${action.run} ${action.isBatch}` });
            waiting.add(added);
            queue.push(added, now);
          } else if (action.do === 'take') {
            now += action.after;
            last = queue.take(now);
            expect(last !== undefined).toBe(waiting.size > 0);
            if (last) expect(waiting.delete(last)).toBe(true);
          } else if (action.do === 'remove') {
            const removed = [...waiting][action.at];
            if (!removed) continue;
            waiting.delete(removed);
            queue.remove(removed);
          } else if (last) queue.settle(last, action.ms);
          expect(queue.size).toBe(waiting.size);
        }
      }),
    );
  });
});
