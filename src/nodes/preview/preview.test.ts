import { describe, expect, it } from 'vitest';
import { plainImage } from '../../../tests/support/photos.ts';
import { testContext } from '../../../tests/support/run-context.ts';
import { previewNode, spec } from './preview.node.ts';
import { run } from './preview.run.ts';

describe('preview', () => {
  it('takes any value and gives none', async () => {
    expect(spec.inputs.value.type).toBe('Any');
    expect(await run(testContext(), { value: plainImage(4, 4, [1, 2, 3]) }, {})).toEqual({});
    expect(await run(testContext(), { value: { type: 'Number', value: 3 } }, {})).toEqual({});
  });

  it('loads its code from its declaration', async () => {
    expect(await previewNode.load()).toHaveProperty('run', run);
  });
});
