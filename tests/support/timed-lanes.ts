import type { LaneHost, LaneTask } from '../../src/runtime/engine/lane.ts';
import { TaskPerformer } from '../../src/runtime/engine/perform-task.ts';
import type { Lane } from '../../src/runtime/node.ts';
import type { NodeRegistry } from '../../src/runtime/registry.ts';
import { withChunks } from './slow-chunks.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What a task takes in virtual time, ms. */
export interface TaskTime {
  readonly ms: number;
  /** With each chunk of a clip that it reads. */
  readonly perChunkMs?: number;
}

/** What a worker takes that never had such a node before. */
export interface FirstTime {
  /** To load, virtual ms. */
  readonly startMs: number;
  /** Its work takes so many times as long, once. */
  readonly factor?: number;
}

/** What a worker takes to see that all is loaded, virtual ms. */
const SEEING_IT_LOADED_MS = 0.01;

/** Lanes whose nodes really compute, in times that are made up. */
export function timedLanes(
  registry: NodeRegistry,
  clock: VirtualClock,
  sizes: Readonly<Record<Lane, number>>,
  timeOf: (task: LaneTask) => TaskTime,
  first: FirstTime = { startMs: 0 },
): LaneHost {
  const environment = { readModel: () => Promise.reject(new Error('no models')), hasGpu: false, threads: 1 };
  return {
    sizes,
    spawn: () => {
      const performer = new TaskPerformer(registry, environment);
      const loaded = new Set<string>();
      return {
        perform: async (task, services) => {
          const isFirst = !loaded.has(task.nodeType);
          const loadMs = isFirst ? first.startMs : SEEING_IT_LOADED_MS;
          loaded.add(task.nodeType);
          const { ms: usualMs, perChunkMs = 0 } = timeOf(task);
          const ms = usualMs * (isFirst ? (first.factor ?? 1) : 1);
          let readMs = 0;
          await clock.pause(loadMs + ms);
          const slow = withChunks(services, async (port, index) => {
            const chunk = await services.readChunk(port, index);
            if (perChunkMs > 0) await clock.pause(perChunkMs);
            readMs += perChunkMs;
            return chunk;
          });
          const result = await performer.perform(task, slow, new AbortController().signal);
          return { ...result, ms: ms + readMs, startMs: loadMs };
        },
        cancel: () => undefined,
        dispose: () => undefined,
      };
    },
  };
}
