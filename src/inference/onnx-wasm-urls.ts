import webgpuUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { RuntimeBuild } from './onnx-runtime.ts';

/** Where the bundler put ONNX Runtime's WebAssembly files. Browser only: imported when a model is first used. */
export const WASM_URLS: Readonly<Record<RuntimeBuild, string>> = { wasm: wasmUrl, webgpu: webgpuUrl };
