import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { registry } from '../registry.ts';
import { draftDocument } from './draft-document.ts';

const declarationOf = (type: string) => registry.get(type);
const draft = (document: WorkflowDocument, coarseMotion = true) =>
  draftDocument(document, { side: 256, coarseMotion, keepsMotion: false }, declarationOf).document.nodes;

const PORTRAIT: WorkflowDocument = {
  kineograph: 1,
  name: 'Portrait',
  nodes: {
    photo: { type: 'load-image@1', params: { maxSide: 4096 } },
    crop: {
      type: 'crop@1',
      params: { size: 400, margin: 0.8 },
      inputs: { image: 'photo.image' },
      pinned: true,
    },
    matte: { type: 'matte@1', params: { reach: 8 }, inputs: { image: 'crop.image' } },
    takes: { type: 'diffusion-sampler@1', params: { takes: 4, seconds: 6 }, inputs: {} },
  },
  outputs: [],
};

describe('a draft of a document', () => {
  it('halves crops and lengths in px with them, and leaves photos before a crop as they are', () => {
    const nodes = draft(PORTRAIT);
    expect(nodes.photo?.params).toEqual({ maxSide: 4096 });
    expect(nodes.crop?.params).toEqual({ size: 200, margin: 0.8 });
    expect(nodes.matte?.params).toEqual({ reach: 4 });
  });

  it('never makes a picture larger than the draft’s side', () => {
    const large = { ...PORTRAIT, nodes: { crop: { type: 'crop@1', params: { size: 2048 } } } };
    expect(draft(large).crop?.params).toEqual({ size: 256 });
  });

  it('makes the photo smaller where nothing is cropped', () => {
    const plain: WorkflowDocument = { ...PORTRAIT, nodes: { photo: { type: 'load-image@1' } } };
    expect(draft(plain).photo?.params).toEqual({ maxSide: 256 });
  });

  it('takes fewer steps and takes when motion may be coarse, and none of them otherwise', () => {
    expect(draft(PORTRAIT).takes?.params).toEqual({ takes: 1, seconds: 6, steps: 8 });
    expect(draft(PORTRAIT, false).takes?.params).toEqual({ takes: 4, seconds: 6 });
  });

  it('pins nothing: a pinned result has the full size', () => {
    expect(draft(PORTRAIT).crop?.pinned).toBeUndefined();
  });

  it('leaves the document untouched', () => {
    const before = structuredClone(PORTRAIT);
    draft(PORTRAIT);
    expect(PORTRAIT).toEqual(before);
  });

  it('draws clips along motions of fewer frames, once per motion', () => {
    const inputs = { motion: 'takes.motion', secondMotion: 'takes.motion', image: 'photo.image' };
    const document: WorkflowDocument = {
      ...PORTRAIT,
      nodes: {
        takes: { type: 'natural-motion@1' },
        edit: { type: 'motion-edit@1', inputs: { motion: 'takes.motion' } },
        animate: { type: 'animate@1', inputs },
        loop: { type: 'loop-blend@1', inputs: { clip: 'animate.clip' } },
      },
    };
    const scale = { side: 192, coarseMotion: false, clipFps: 8, keepsMotion: true };
    const { document: thin, nodeOf } = draftDocument(document, scale, declarationOf);
    const added = Object.keys(thin.nodes).filter((id) => nodeOf(id) === undefined);
    expect(added.map((id) => thin.nodes[id])).toEqual([
      { type: 'motion-edit@1', params: { rate: 8 }, inputs: { motion: 'takes.motion' } },
    ]);
    const motion = `${added[0]}.motion`;
    expect(thin.nodes.animate?.inputs).toEqual({ ...inputs, motion, secondMotion: motion });
    expect(thin.nodes.edit?.inputs).toEqual({ motion: 'takes.motion' });
    expect(thin.nodes.loop?.inputs).toEqual({ clip: 'animate.clip' });
  });

  it('keeps what motions are made from, and makes small copies of what is drawn along them', () => {
    const document: WorkflowDocument = {
      ...PORTRAIT,
      nodes: {
        crop: { type: 'crop@1', params: { size: 400 } },
        landmarks: { type: 'landmarks@1', inputs: { image: 'crop.image', faces: 'crop.faces' } },
        motion: { type: 'natural-motion@1', inputs: { faces: 'landmarks.faces' } },
        animate: {
          type: 'animate@1',
          inputs: { image: 'crop.image', faces: 'landmarks.faces', motion: 'motion.motion' },
        },
      },
    };
    const {
      document: small,
      idOf,
      nodeOf,
    } = draftDocument(document, { side: 256, coarseMotion: false, keepsMotion: true }, declarationOf);
    expect(small.nodes).toMatchObject(document.nodes);
    expect(
      Object.keys(small.nodes)
        .filter((id) => nodeOf(id) !== id)
        .map(nodeOf),
    ).toEqual(['crop', 'landmarks', 'animate']);
    expect(small.nodes[idOf('crop')]?.params).toEqual({ size: 200 });
    expect(small.nodes[idOf('animate')]?.inputs).toEqual({
      image: `${idOf('crop')}.image`,
      faces: `${idOf('landmarks')}.faces`,
      motion: 'motion.motion',
    });
    expect(idOf('motion')).toBe('motion');
  });
});
