import type * as Ort from 'onnxruntime-web/wasm';

/** The part of ONNX Runtime that sessions need; both builds have it. */
export type OnnxRuntime = Pick<typeof Ort, 'InferenceSession' | 'Tensor' | 'env'>;

/**
 * `wasm`: CPU kernels only, 14 MB, fast on every machine; `webgpu`: 27 MB with GPU kernels.
 * They are separate builds, each with its own WebAssembly file, loaded on first use.
 */
export type RuntimeBuild = 'wasm' | 'webgpu';

/** More threads than this do not speed up models of a few megabytes. */
const MAX_THREADS = 4;

/**
 * Below this one thread is better: on two cores starting the second took a fifth longer until all four models had
 * run once, and other lanes want the core.
 */
const MIN_THREADS = 3;

const loaded = new Map<RuntimeBuild, Promise<OnnxRuntime>>();

/**
 * Loads a build once per worker.
 * @param threads how many threads the caller may use; without cross-origin isolation it is always one
 */
export function loadOnnxRuntime(build: RuntimeBuild, threads: number): Promise<OnnxRuntime> {
  let runtime = loaded.get(build);
  if (!runtime) {
    runtime = load(build, threads);
    loaded.set(build, runtime);
    runtime.catch(() => loaded.delete(build));
  }
  return runtime;
}

async function load(build: RuntimeBuild, threads: number): Promise<OnnxRuntime> {
  const runtime: OnnxRuntime = await (build === 'webgpu'
    ? import('onnxruntime-web/webgpu')
    : import('onnxruntime-web/wasm'));
  runtime.env.logLevel = 'error';
  runtime.env.wasm.numThreads = 1;
  if (runsInBrowser()) {
    const { WASM_URLS } = await import('./onnx-wasm-urls.ts');
    runtime.env.wasm.wasmPaths = { wasm: WASM_URLS[build] };
    if (globalThis.crossOriginIsolated && threads >= MIN_THREADS) {
      runtime.env.wasm.numThreads = Math.min(threads, MAX_THREADS);
    }
  }
  return runtime;
}

/** Plain Node (tests, scripts) finds the WebAssembly file beside the package by itself. */
function runsInBrowser(): boolean {
  return typeof globalThis.location !== 'undefined';
}
