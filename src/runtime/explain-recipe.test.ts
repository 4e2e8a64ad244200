import { describe, expect, it } from 'vitest';
import { explainRecipe } from './explain-recipe.ts';
import type { RecipeIngredients } from './recipe.ts';

const base: RecipeIngredients = {
  type: 'crop',
  implementation: 1,
  params: { margin: 0.6, mode: 'face', rect: [0, 0, 1, 1] },
  assets: { file: 'aa' },
  models: { matte: '11' },
  inputs: { image: 'k1.image' },
};

describe('why a result is stale', () => {
  it.each<[Partial<RecipeIngredients>, string[]]>([
    [{}, []],
    [{ params: { ...base.params, rect: [0, 0, 1, 1] } }, []],
    [{ params: { ...base.params, margin: 0.8 } }, ['crop.margin 0.6 → 0.8']],
    [
      { params: { ...base.params, rect: [0.123456, 0, 0.5, 1] } },
      ['crop.rect [0, 0, 1, 1] → [0.123, 0, 0.5, 1]'],
    ],
    [{ params: { margin: 0.6, mode: 'face' } }, ['crop.rect [0, 0, 1, 1] → unset']],
    [{ params: { ...base.params, points: { chin: [0.1, 0] } } }, ['crop.points unset → chin [0.1, 0]']],
    [
      { params: { ...base.params, tracks: { 'head.yaw': [{ at: 0, value: 1 }] } } },
      ['crop.tracks unset → keys head.yaw ×1'],
    ],
    [{ assets: { file: 'bb' } }, ['crop.file is another file']],
    [{ models: { matte: '22' } }, ['model matte was replaced']],
    [{ implementation: 2 }, ['crop itself was improved']],
    [{ inputs: { image: 'k2.image' } }, ['input image changed']],
    [{ inputs: {} }, ['input image was disconnected']],
    [{ inputs: { ...base.inputs, faces: 'k3.faces' } }, ['input faces was connected']],
    [{ type: 'resize' }, ['crop is now resize, was crop']],
  ])('%j', (change, reasons) => {
    expect(explainRecipe('crop', base, { ...base, ...change })).toEqual(reasons);
  });

  it('stays short', () => {
    const [reason = ''] = explainRecipe('p', base, {
      ...base,
      params: { ...base.params, mode: 'x'.repeat(500) },
    });
    expect(reason.length).toBeLessThan(80);
  });
});
