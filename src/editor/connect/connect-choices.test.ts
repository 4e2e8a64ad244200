import { expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { registry } from '../registry.ts';
import { portChoices, targetChoices, wireBetween, wireChoices } from './connect-choices.ts';

// photo ─► faces ─┐
//   └────► crop ◄─┘   matte, encode: free
const DOCUMENT: WorkflowDocument = {
  kineograph: 1,
  name: '',
  nodes: {
    photo: { type: 'load-image@1' },
    faces: { type: 'detect-faces@1', inputs: { image: 'photo.image' } },
    crop: { type: 'crop@1', inputs: { image: 'photo.image', faces: 'faces.faces' } },
    matte: { type: 'matte@1' },
    encode: { type: 'encode@1' },
  },
  outputs: [],
};

it('lists the ports of a node with what they are wired to', () => {
  const ports = portChoices(DOCUMENT, registry, 'crop');
  expect(ports.slice(0, 4).map(({ side, port }) => `${side} ${port}`)).toEqual([
    'output image',
    'output faces',
    'input image',
    'input faces',
  ]);
  expect(ports[2]?.wiredTo).toEqual(['Load image']);
  expect(portChoices(DOCUMENT, registry, 'photo')[0]?.wiredTo).toEqual(['Detect faces', 'Crop']);
});

it('offers free inputs first, then fed ones with what they would lose, the present wire last', () => {
  const { fitting } = targetChoices(DOCUMENT, registry, { node: 'photo', port: 'image', side: 'output' });
  expect(fitting[0]).toMatchObject({ label: 'Person matte · Image', isPresent: false });
  expect(fitting.filter(({ isPresent }) => isPresent).map(({ node }) => node)).toEqual(['faces', 'crop']);
  expect(fitting.at(-1)?.isPresent).toBe(true);

  const fromCrop = targetChoices(DOCUMENT, registry, { node: 'crop', port: 'image', side: 'output' });
  expect(fromCrop.fitting.map(({ node }) => node)).toEqual(['matte']);
});

it('says why the others do not fit', () => {
  const { unfit } = targetChoices(DOCUMENT, registry, { node: 'crop', port: 'image', side: 'output' });
  expect(unfit.map(({ node, why }) => [node, why])).toEqual([
    ['photo', { kind: 'no-port' }],
    ['faces', { kind: 'circle' }],
    ['encode', { kind: 'types', types: ['Clip'] }],
  ]);
});

it('draws a wire from either end', () => {
  expect(wireBetween({ node: 'a', port: 'out', side: 'output' }, { node: 'b', port: 'in' })).toEqual(
    wireBetween({ node: 'b', port: 'in', side: 'input' }, { node: 'a', port: 'out' }),
  );
});

it('lists the wires of a node, feeding ones first', () => {
  expect(wireChoices(DOCUMENT, registry, 'faces').map(({ from, to }) => `${from} > ${to}`)).toEqual([
    'Load image · Image > Detect faces · Image',
    'Detect faces · Faces > Crop · Faces',
  ]);
});
