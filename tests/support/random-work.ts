import type { Lane } from '../../src/runtime/node.ts';
import type { Work } from './simulation.ts';

/** Work to schedule, random but the same every time. */

type Random = () => number;

/** Numbers from 0 to 1 that are the same every time (xorshift). */
export function randomFrom(seed: number): Random {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Most work is the processor's; times spread over two powers of ten, as those of real nodes do. */
function piece(random: Random, after: readonly number[], lanes: readonly Lane[] = MIXED): Work {
  const lane = lanes[Math.floor(random() * lanes.length)] ?? 'cpu';
  return { lane, ms: Math.round(10 ** (1 + 2 * random())), after };
}

const MIXED: readonly Lane[] = ['gpu', 'cpu', 'cpu', 'cpu', 'codec'];

/** Up to `count` different earlier pieces, none further back than `reach`. */
function earlier(random: Random, index: number, count: number, reach: number): number[] {
  const sources = new Set<number>();
  for (let pick = 0; pick < count && index > 0; pick++) {
    sources.add(index - 1 - Math.floor(random() * Math.min(index, reach)));
  }
  return [...sources];
}

export const WORK_KINDS: Readonly<Record<string, (random: Random) => readonly Work[]>> = {
  'any graph': (random) =>
    Array.from({ length: 40 }, (_, index) =>
      piece(random, earlier(random, index, Math.floor(random() * 4), 12)),
    ),
  'processor only': (random) =>
    Array.from({ length: 40 }, (_, index) =>
      piece(random, earlier(random, index, Math.floor(random() * 4), 12), ['cpu']),
    ),
  'layers of 8': (random) =>
    Array.from({ length: 48 }, (_, index) => {
      const layer = Math.floor(index / 8) * 8;
      const sources = new Set(Array.from({ length: 2 }, () => layer - 8 + Math.floor(random() * 8)));
      return piece(random, layer === 0 ? [] : [...sources]);
    }),
  'chains side by side': (random) =>
    Array.from({ length: 48 }, (_, index) => piece(random, index < 6 ? [] : [index - 6])),
  /** What people build: some shared analysis, then many takes that are rendered and encoded. */
  'takes of one photo': (random) => {
    const shared = Array.from({ length: 5 }, (_, index) =>
      piece(random, index === 0 ? [] : [index - 1], ['gpu', 'cpu']),
    );
    const takes = Array.from({ length: 8 }, (_, take) => {
      const at = 5 + take * 4;
      return [
        piece(random, [4], ['cpu']),
        piece(random, [at, 2], ['gpu']),
        piece(random, [at + 1], ['cpu']),
        piece(random, [at + 2], ['codec']),
      ];
    });
    return [...shared, ...takes.flat()];
  },
};
