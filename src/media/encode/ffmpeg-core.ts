import { MediaError } from '../../values/errors.ts';

/**
 * The replaceable ffmpeg build (`@ffmpeg/core`, GPL-2.0-or-later). It is never bundled: it is served as separate
 * files and loaded on first use. Browser-only.
 */
export interface FfmpegCore {
  readonly FS: {
    writeFile(path: string, data: Uint8Array): void;
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
  };
  /** Runs ffmpeg with these arguments to the end, blocking. Returns its exit code. */
  exec(...args: string[]): number;
  setLogger(logger: (line: { readonly type: string; readonly message: string }) => void): void;
  setProgress(listener: (progress: { readonly progress: number; readonly time: number }) => void): void;
}

type CreateCore = (options: {
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance) => void,
  ) => object;
}) => Promise<FfmpegCore>;

/** Size of the file, for progress where the server does not tell; bytes. */
const TYPICAL_CORE_BYTES = 32_232_419;

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * A fresh instance, so that nothing of an earlier encoding lingers; the compiled code is kept.
 *
 * @param baseUrl folder of `ffmpeg-core.js` and `ffmpeg-core.wasm`, ending in a slash
 * @param progress 0..1 of the download, on first use
 * @throws {MediaError} `ffmpeg-missing` when the files are not served or do not load
 */
export async function loadFfmpegCore(
  baseUrl: string,
  progress: (fraction: number) => void,
): Promise<FfmpegCore> {
  try {
    compiled ??= compileCore(`${baseUrl}ffmpeg-core.wasm`, progress);
    const module = await compiled;
    const { default: createCore } = (await import(/* @vite-ignore */ `${baseUrl}ffmpeg-core.js`)) as {
      default: CreateCore;
    };
    return await createCore({
      instantiateWasm: (imports, done) => {
        void WebAssembly.instantiate(module, imports).then(done);
        return {};
      },
    });
  } catch (cause) {
    compiled = undefined;
    throw new MediaError(
      'ffmpeg-missing',
      'The encoder for small files (ffmpeg) could not be loaded.',
      'Choose the route "fast", or put ffmpeg-core.js and ffmpeg-core.wasm back into vendor/ffmpeg.',
      { cause },
    );
  }
}

async function compileCore(url: string, progress: (fraction: number) => void): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  const isWasm = response.headers.get('Content-Type')?.includes('wasm') ?? false;
  if (!response.ok || !response.body || !isWasm) throw new Error(`${url}: HTTP ${response.status}`);
  const total = Number(response.headers.get('Content-Length')) || TYPICAL_CORE_BYTES;
  let received = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        received += chunk.byteLength;
        progress(Math.min(1, received / total));
        controller.enqueue(chunk);
      },
    }),
  );
  const headers = { 'Content-Type': 'application/wasm' };
  return WebAssembly.compileStreaming(new Response(counted, { headers }));
}

/** Runs ffmpeg and turns a failure into an error that carries its last words. @throws {MediaError} `encode-failed` */
export function runFfmpeg(core: FfmpegCore, args: readonly string[]): void {
  const lines: string[] = [];
  core.setLogger(({ message }) => {
    lines.push(message);
    if (lines.length > 20) lines.shift();
  });
  const code = core.exec(...args);
  if (code === 0) return;
  throw new MediaError(
    'encode-failed',
    `ffmpeg ended with code ${code}: ${lines.slice(-3).join(' / ')}`,
    'Choose the route "fast", a smaller size or another format.',
  );
}
