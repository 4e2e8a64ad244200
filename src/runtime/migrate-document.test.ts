import { describe, expect, it } from 'vitest';
import { migrateDocument, migrateParams } from './migrate-document.ts';
import type { NodeDeclaration } from './node.ts';

const crop: NodeDeclaration = {
  type: 'crop',
  version: 3,
  implementation: 1,
  title: 'Crop',
  summary: 'Crops.',
  category: 'picture',
  keywords: [],
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: {},
  params: {},
  typicalMs: 1,
  migrations: {
    1: ({ border, ...rest }) => ({ ...rest, margin: border }),
    2: ({ margin, ...rest }) => ({ ...rest, margin: Number(margin) / 100 }),
  },
  load: () => Promise.reject(new Error('not needed')),
};

describe('parameters of an older node', () => {
  it('go through every version up to the present one', () => {
    const params = { border: 80, mode: 'face' };
    expect(migrateParams({ type: 'crop@1', params }, crop)).toEqual({ margin: 0.8, mode: 'face' });
    expect(params).toEqual({ border: 80, mode: 'face' });
    expect(migrateParams({ type: 'crop@2', params: { margin: 50 } }, crop)).toEqual({ margin: 0.5 });
  });

  it('stay as they are at the present version and beyond it', () => {
    for (const type of ['crop@3', 'crop@9']) {
      expect(migrateParams({ type, params: { margin: 50 } }, crop)).toEqual({ margin: 50 });
    }
    expect(migrateParams({ type: 'crop@3' }, crop)).toEqual({});
  });
});

describe('a document', () => {
  it('of the present format stays as it is', () => {
    const document = { kineograph: 1, name: 'x' };
    expect(migrateDocument(document)).toBe(document);
  });

  it.each([
    ['workflow-newer', { kineograph: 2 }],
    ['workflow-invalid', {}],
    ['workflow-invalid', { kineograph: '1' }],
    ['workflow-invalid', { kineograph: 0 }],
    ['workflow-invalid', { kineograph: 1.5 }],
  ])('is refused as %s: %j', (code, data) => {
    expect(() => migrateDocument(data)).toThrow(expect.objectContaining({ code }));
  });
});
