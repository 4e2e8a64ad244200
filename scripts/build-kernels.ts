import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main as assemble } from 'assemblyscript/asc';

/** Compiles the renderer's WebAssembly: `npm run kernels`. Its bytes are kept with the sources, so that nothing else needs the compiler. */
const ROOT = resolve(import.meta.dirname, '..');
const SOURCE = 'kernels/resample-cells.ts';
const TARGET = 'src/motion/renderer/resample-cells.gen.ts';

/** The module that the kernel's source stands for. @throws with the compiler's words when it does not compile */
export async function compiledKernel(): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const options = ['--outFile', 'out.wasm', '--runtime', 'stub', '-O3', '--enable', 'simd', '--importMemory'];
  const { error, stderr } = await assemble([SOURCE, '--baseDir', ROOT, '--noAssert', ...options], {
    readFile: async (name, folder) => {
      try {
        return await readFile(resolve(folder, name), 'utf8');
      } catch {
        // the compiler asks for what may not be there
        return null;
      }
    },
    writeFile: async (name, contents) => {
      if (name.endsWith('.wasm') && typeof contents !== 'string') bytes = contents;
    },
  });
  if (error !== null || bytes === undefined)
    throw new Error(`${SOURCE} does not compile: ${stderr.toString()}`);
  return bytes;
}

/** The compiled module as a source file. */
export function kernelFile(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,104}/g) ?? [];
  const text = lines.map((line) => `  '${line}'`).join(' +\n');
  return `/** Made from \`${SOURCE}\` by \`npm run kernels\`: a WebAssembly module, base64. */\nexport const RESAMPLE_CELLS =\n${text};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await writeFile(resolve(ROOT, TARGET), kernelFile(await compiledKernel()));
