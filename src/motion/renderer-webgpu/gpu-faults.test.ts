import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MotionValue } from '../../values/motion.ts';
import { prepareScene } from '../renderer/prepare-scene.ts';
import { renderFrame } from '../renderer/render-frame.ts';
import { GpuDrawer } from './draw-range.ts';
import { openGpuDevice } from './gpu-device.ts';

/**
 * A GPU that fails at every call in turn. It is a double whose frames are the reference's; what a real driver draws is
 * measured by `golden.browser.test.ts`.
 */

const [WIDTH, HEIGHT, FRAMES] = [32, 24, 3];

const motion: MotionValue = {
  type: 'Motion',
  fps: 24,
  frameCount: FRAMES,
  loop: true,
  channels: {
    'camera.x': Float32Array.from([0, 0.02, -0.02]),
    light: new Float32Array(FRAMES).fill(0.05),
  },
};
const scene = prepareScene(
  {
    image: {
      type: 'Image',
      width: WIDTH,
      height: HEIGHT,
      data: Uint8ClampedArray.from({ length: WIDTH * HEIGHT * 4 }, (_, k) =>
        k % 4 === 3 ? 255 : (k * 7) % 251,
      ),
    },
    motion,
  },
  { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 },
);
const FRAME_BYTES = WIDTH * HEIGHT * 4;
const wanted = Array.from({ length: FRAMES }, (_, frame) => {
  const out = new Uint8ClampedArray(FRAME_BYTES);
  renderFrame(scene, motion, frame, out);
  return out;
});

const SILENCE: Promise<never> = new Promise(() => undefined);
/** Calls that are answered later; all others answer at once. */
const ASKED = new Set([
  'requestAdapter',
  'requestDevice',
  'createComputePipelineAsync',
  'popErrorScope',
  'mapAsync',
]);

/** What a GPU may do at a call. Returns what it answers instead, or nothing to let it answer as it should. */
type Fault = (gpu: FaultyGpu, call: string) => unknown;

const FAULTS: Readonly<Record<string, Fault>> = {
  'fails a call': (_gpu, call) => {
    const error = new DOMException('The driver failed.', 'OperationError');
    if (ASKED.has(call)) return Promise.reject(error);
    throw error;
  },
  'never answers': (_gpu, call) => (ASKED.has(call) ? SILENCE : undefined),
  'is lost': (gpu) => gpu.lose('the GPU process ended'),
  'runs out of memory': (gpu) => gpu.report('out of memory'),
};

type Listener = (event: { readonly error: { readonly message: string } }) => void;

/** The part of WebGPU that the renderer uses, one device long. */
class FaultyGpu {
  readonly calls: string[] = [];
  readonly #fails: (call: number) => boolean;
  readonly #fault: Fault;
  readonly #listeners: Listener[] = [];
  state: 'closed' | 'open' | 'given back' = 'closed';
  #isLost = false;
  #submitted = 0;
  #lose: (info: { message: string }) => void = () => undefined;
  readonly #lost = new Promise<{ message: string }>((resolve) => {
    this.#lose = resolve;
  });

  constructor(fault: Fault, fails: (call: number) => boolean) {
    this.#fault = fault;
    this.#fails = fails;
  }

  lose(message: string): void {
    this.#isLost = true;
    this.#lose({ message });
  }

  report(message: string): void {
    for (const listener of this.#listeners) listener({ error: { message } });
  }

  /** What the page sees as `navigator.gpu`. */
  readonly entry = {
    requestAdapter: () => this.#meet('requestAdapter', () => Promise.resolve(this.#adapter())),
  };

  #adapter() {
    return {
      info: { isFallbackAdapter: false },
      limits: { maxBufferSize: 2 ** 30, maxStorageBufferBindingSize: 2 ** 30 },
      requestDevice: () => this.#meet('requestDevice', () => Promise.resolve(this.#device())),
    };
  }

  #device() {
    this.state = 'open';
    const call = (name: string, answer: unknown = undefined) =>
      [name, () => this.#meet(name, () => answer)] as const;
    const pass = Object.fromEntries(
      ['setPipeline', 'setBindGroup', 'dispatchWorkgroups', 'end'].map((name) => call(name)),
    );
    const encoder = Object.fromEntries([
      call('beginComputePass', pass),
      call('copyBufferToBuffer'),
      call('finish'),
    ]);
    const pipeline = Object.fromEntries([call('getBindGroupLayout')]);
    const texture = Object.fromEntries([call('createView')]);
    return {
      limits: { maxTextureDimension2D: 8192, maxStorageBufferBindingSize: 2 ** 30 },
      lost: this.#lost,
      addEventListener: (_name: string, listener: Listener) => this.#listeners.push(listener),
      destroy: () => {
        this.state = 'given back';
        this.lose('destroyed');
      },
      queue: {
        ...Object.fromEntries([call('writeBuffer'), call('writeTexture')]),
        submit: () =>
          this.#meet('submit', () => {
            this.#submitted += 1;
          }),
      },
      createBuffer: ({ size }: { size: number }) => this.#meet('createBuffer', () => this.#buffer(size)),
      ...Object.fromEntries([
        call('createTexture', texture),
        call('createShaderModule'),
        call('createComputePipelineAsync', Promise.resolve(pipeline)),
        call('createBindGroup'),
        call('createCommandEncoder', encoder),
        call('pushErrorScope'),
        call('popErrorScope', Promise.resolve(null)),
      ]),
    };
  }

  /** The first frame that is drawn is the one for the comparison, and comes once more. */
  #buffer(size: number) {
    let drawn = 0;
    return {
      size,
      destroy: () => undefined,
      mapAsync: () => {
        drawn = Math.max(0, this.#submitted - 2);
        return this.#meet('mapAsync', () =>
          this.#isLost
            ? Promise.reject(new DOMException('The device is lost.', 'AbortError'))
            : Promise.resolve(),
        );
      },
      getMappedRange: () => this.#meet('getMappedRange', () => wanted[drawn]?.slice().buffer),
      unmap: () => this.#meet('unmap', () => undefined),
    };
  }

  #meet<T>(call: string, answer: () => T): T {
    const at = this.calls.push(call) - 1;
    if (!this.#fails(at)) return answer();
    return (this.#fault(this, call) as T | undefined) ?? answer();
  }
}

/** Draws all frames in a fresh worker. */
async function drawOn(fault: Fault, fails: (call: number) => boolean) {
  const gpu = new FaultyGpu(fault, fails);
  vi.stubGlobal('navigator', { gpu: gpu.entry });
  const data = new Uint8ClampedArray(FRAMES * FRAME_BYTES);
  const [notices, done]: [string[], number[]] = [[], []];
  const host = {
    signal: new AbortController().signal,
    notice: (message: string) => void notices.push(message),
    onFrame: (frame: number) => void done.push(frame),
  };
  const range = { start: 0, end: FRAMES };
  const drawing = new GpuDrawer().draw(scene, motion, range, data, host, openGpuDevice);
  // Time passes only where somebody waits for a GPU that is silent.
  let isDone = false;
  const ended = () => {
    isDone = true;
  };
  drawing.then(ended, ended);
  for (let turn = 0; turn < 10 && !isDone; turn++) await vi.advanceTimersByTimeAsync(10_000);
  return { next: await drawing, data, notices, done, calls: gpu.calls, state: gpu.state };
}

const frameOf = (data: Uint8ClampedArray, frame: number) =>
  data.subarray(frame * FRAME_BYTES, (frame + 1) * FRAME_BYTES);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a GPU', { timeout: 120_000 }, () => {
  it('without a fault draws all frames, in calls of every kind', async () => {
    const { next, done, notices, data, calls } = await drawOn(
      () => undefined,
      () => false,
    );
    expect({ next, done, notices }).toEqual({ next: FRAMES, done: [0, 1, 2], notices: [] });
    for (let frame = 0; frame < FRAMES; frame++) expect(frameOf(data, frame)).toEqual(wanted[frame]);
    for (const name of [
      ...ASKED,
      'createBuffer',
      'createTexture',
      'writeBuffer',
      'submit',
      'getMappedRange',
    ]) {
      expect(calls).toContain(name);
    }
  });

  it.each(Object.entries(FAULTS))(
    'that %s, at any call, leaves the rest to the processor and says so',
    async (_name, fault) => {
      const { calls } = await drawOn(
        () => undefined,
        () => false,
      );
      for (const at of calls.keys()) {
        const { next, done, notices, data, state } = await drawOn(fault, (call) => call === at);
        expect(done).toEqual(Array.from({ length: next }, (_, frame) => frame));
        for (let frame = 0; frame < next; frame++) expect(frameOf(data, frame)).toEqual(wanted[frame]);
        // A machine whose GPU cannot even be opened has none: that is no news.
        const isNews = next < FRAMES && state !== 'closed';
        const told = notices.map((notice) => notice.includes('processor draws the rest'));
        expect({ at, call: calls[at], told }).toEqual({ at, call: calls[at], told: isNews ? [true] : [] });
        if (isNews) expect(state).toBe('given back');
      }
    },
  );
});
