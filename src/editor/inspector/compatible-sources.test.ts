import { expect, it } from 'vitest';
import { registry } from '../registry.ts';
import { compatibleSources } from './compatible-sources.ts';

const DOCUMENT = {
  kineograph: 1,
  name: '',
  nodes: {
    photo: { type: 'load-image@1' },
    faces: { type: 'detect-faces@1', inputs: { image: 'photo.image' } },
    crop: { type: 'crop@1', inputs: { image: 'photo.image' } },
    matte: { type: 'matte@1', inputs: { image: 'crop.image' } },
  },
  outputs: [],
} as const;

const references = (node: string, port: string) =>
  compatibleSources(DOCUMENT, registry, { node, port }).map((source) => source.reference);

it('offers outputs of the right type that close no circle', () => {
  // photo ─► faces
  //   └────► crop ─► matte
  expect(references('faces', 'image')).toEqual(['photo.image', 'crop.image']);
  expect(references('crop', 'image')).toEqual(['photo.image']);
  expect(references('crop', 'faces')).toEqual(['faces.faces']);
});

it('tells nodes with the same title apart', () => {
  const twice = { ...DOCUMENT, nodes: { ...DOCUMENT.nodes, other: { type: 'load-image@1' } } };
  const labels = compatibleSources(twice, registry, { node: 'faces', port: 'image' }).map(
    ({ label }) => label,
  );
  expect(labels[0]).toContain('(photo)');
  expect(labels.join()).toContain('(other)');
});
