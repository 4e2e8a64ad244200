import { expect, it } from 'vitest';
import { RESAMPLE_CELLS } from '../src/motion/renderer/resample-cells.gen.ts';
import { compiledKernel, kernelFile } from './build-kernels.ts';

it('finds the kernel in the sources as its own source compiles', async () => {
  const bytes = await compiledKernel();
  expect(Buffer.from(bytes).toString('base64')).toBe(RESAMPLE_CELLS);
  expect(kernelFile(bytes)).toContain('RESAMPLE_CELLS');
});
