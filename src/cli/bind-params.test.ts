import { describe, expect, it } from 'vitest';
import { NODE_DECLARATIONS } from '../nodes/index.ts';
import type { WorkflowDocument } from '../runtime/document.ts';
import { NodeRegistry } from '../runtime/registry.ts';
import { bindParams, parseSetting } from './bind-params.ts';
import { chooseFormat } from './output-format.ts';

const registry = new NodeRegistry(NODE_DECLARATIONS);

const document: WorkflowDocument = {
  kineograph: 1,
  name: 'test',
  nodes: {
    photo: { type: 'load-image@1', params: { file: 'sample:astronaut' } },
    crop: { type: 'crop@1', inputs: { image: 'photo.image' } },
    motion: { type: 'natural-motion@1', params: { seed: 7 } },
    encode: { type: 'encode@1', params: { format: 'mp4-h264' } },
  },
  outputs: ['encode.file'],
};

const bind = (...settings: string[]) => bindParams(document, settings.map(parseSetting), registry);

describe('--set', () => {
  it('reads values as their parameters declare them', () => {
    const { nodes } = bind('motion.seed=12', 'crop.mode=manual', 'crop.rect=0,0,0.5,0.5').document;
    expect(nodes.motion!.params).toEqual({ seed: 12 });
    expect(nodes.crop!.params).toEqual({ mode: 'manual', rect: [0, 0, 0.5, 0.5] });
    expect(document.nodes.motion!.params).toEqual({ seed: 7 });
  });

  it('keeps equals signs of the value', () => {
    expect(parseSetting('prompt.text=a=b')).toEqual({ node: 'prompt', param: 'text', value: 'a=b' });
  });

  it('binds local files to declared file parameters only', () => {
    expect(bind('photo.file=/home/me/me.jpg').files).toEqual([
      { node: 'photo', param: 'file', path: '/home/me/me.jpg' },
    ]);
    expect(() => bind('crop.mode=/etc/passwd')).toThrow(/needs one of/);
    expect(bind('photo.file=sample:coffee').files).toEqual([]);
  });

  it.each([
    ['photo', /not of the form node\.param=value/],
    ['nobody.file=a.jpg', /no node "nobody".*/],
    ['photo.path=a.jpg', /no parameter "path"/],
    ['__proto__.file=a.jpg', /no node "__proto__"/],
    ['photo.constructor=1', /no parameter "constructor"/],
    ['motion.seed=-1', /from 0 to 4294967295/],
    ['motion.seed=', /whole number/],
    ['motion.seed=7up', /whole number/],
    ['crop.mode=sideways', /needs one of face, subject/],
    ['crop.rect=0,0,2,2', /fractions of the picture/],
  ])('refuses %s', (setting, message) => {
    expect(() => bind(setting)).toThrow(message);
  });
});

describe('--out', () => {
  const formatFor = (file: string, ...settings: string[]) => {
    const bound = bind(...settings).document;
    return chooseFormat(bound, 'encode.file', file, settings.map(parseSetting)).nodes.encode!.params?.format;
  };

  it('chooses the format by the ending', () => {
    expect(formatFor('a.gif')).toBe('gif');
    expect(formatFor('A.WEBM')).toBe('webm');
    expect(formatFor('a.zip')).toBe('png-sequence');
    expect(formatFor('a.mp4')).toBe('mp4-h264');
  });

  it('lets an explicit format win, and refuses one that contradicts', () => {
    expect(formatFor('a.mp4', 'encode.format=mp4-av1')).toBe('mp4-av1');
    expect(() => formatFor('a.gif', 'encode.format=webm')).toThrow(/does not fit/);
    expect(() => formatFor('a.exe')).toThrow(/ending "\.exe" is unknown/);
  });
});
