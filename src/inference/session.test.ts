import { describe, expect, it } from 'vitest';
import { testContext } from '../../tests/support/run-context.ts';
import { ModelError } from '../values/errors.ts';
import { EMBEDDED_MODELS, modelEntry, parseManifest } from './manifest.ts';
import { checkContract, runModel } from './session.ts';

describe('parseManifest', () => {
  it('names the field that is wrong', () => {
    const broken = structuredClone(EMBEDDED_MODELS) as { models: { sha256: string }[] };
    broken.models[0]!.sha256 = 'not a hash';
    expect(() => parseManifest(broken)).toThrow(/models\.0\.sha256/);
  });

  it('refuses a file outside of models/', () => {
    const broken = structuredClone(EMBEDDED_MODELS) as { models: { file: string }[] };
    broken.models[0]!.file = '../secret/model.onnx';
    expect(() => parseManifest(broken)).toThrow(ModelError);
  });
});

describe('modelEntry', () => {
  it('names the known models when asked for another', () => {
    expect(() => modelEntry('constructor')).toThrow(/constructor/);
  });
});

describe('runModel', () => {
  const size = 128 * 128 * 3;

  it('runs a model and gives its outputs by name', async () => {
    const outputs = await runModel(testContext(), 'face-detector', { image: new Float32Array(size) });
    expect(outputs.regressors).toHaveLength(896 * 16);
    expect(outputs.logits).toHaveLength(896);
  });

  it('gives the same numbers for the same input, also when runs are asked for at once', async () => {
    const image = Float32Array.from({ length: size }, (_, i) => Math.sin(i / 50));
    const [a, b] = await Promise.all([1, 2].map(() => runModel(testContext(), 'face-detector', { image })));
    expect(a).toEqual(b);
  });

  it('remembers an answer where it is told to, and never takes another question for it', async () => {
    const image = Float32Array.from({ length: size }, (_, i) => (i % 7) / 7);
    const ask = (input: Float32Array, keep: boolean) =>
      runModel(testContext(), 'face-detector', { image: input }, { keep });
    const first = await ask(image, true);
    expect(await ask(image.slice(), true)).toBe(first);
    expect(await ask(image, false)).not.toBe(first);
    expect(await ask(image, false)).toEqual(first);
    expect(await ask(image.with(5, 0.5), true)).not.toEqual(first);
  });

  it('refuses an input of the wrong size', async () => {
    const run = runModel(testContext(), 'face-detector', { image: new Float32Array(7) });
    await expect(run).rejects.toMatchObject({
      code: 'model-input',
      message: expect.stringContaining('49152'),
    });
  });

  it('passes on what the host says of a damaged file', async () => {
    const damaged = new ModelError('model-hash', 'face differs', 'restore it');
    const host = { ...testContext(), readModel: () => Promise.reject(damaged) };
    await expect(runModel(host, 'pose', { image: new Float32Array(1) })).rejects.toBe(damaged);
  });

  it('says that a file is no model', async () => {
    const host = { ...testContext(), readModel: async () => new Uint8Array([1, 2, 3]) };
    await expect(runModel(host, 'pose', { image: new Float32Array(1) })).rejects.toMatchObject({
      name: 'ModelError',
      code: 'model-failed',
    });
  });

  it('says what manifest and file have when they differ', async () => {
    const detector = await testContext().readModel('face-detector');
    const host = { ...testContext(), readModel: async () => detector };
    await expect(runModel(host, 'pose', { image: new Float32Array(1) })).rejects.toMatchObject({
      code: 'model-contract',
      message: expect.stringMatching(/\[1, 256, 256, 3\].*\[1, 128, 128, 3\]/),
    });
  });
});

describe('checkContract', () => {
  it('names the output that is missing', () => {
    const entry = modelEntry('person-matte');
    const session = {
      inputMetadata: [{ isTensor: true, name: 'image', type: 'float32', shape: [1, 256, 256, 3] } as const],
      outputMetadata: [{ isTensor: true, name: 'alpha', type: 'float32', shape: [1] } as const],
    };
    expect(() => checkContract(entry, session)).toThrow(/output "matte".*only "alpha"/);
  });
});
