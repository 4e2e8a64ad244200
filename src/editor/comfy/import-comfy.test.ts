import { describe, expect, it } from 'vitest';
import { API_WORKFLOW, CANVAS_WORKFLOW } from '../../../tests/support/comfy-workflows.ts';
import { checkWorkflow } from '../../runtime/check-workflow.ts';
import { registry } from '../registry.ts';
import { importComfy } from './import-comfy.ts';
import { readComfy } from './read-comfy.ts';

function imported(data: unknown, photo?: string) {
  const graph = readComfy(data);
  if (!graph) throw new TypeError('this is no ComfyUI workflow');
  return importComfy(graph, registry, { name: 'grandma', photo });
}

describe('a workflow from the canvas', () => {
  const { document, report } = imported(CANVAS_WORKFLOW);

  it('becomes nodes with the wires that both ends have a counterpart for', () => {
    const wires = Object.fromEntries(
      Object.entries(document.nodes).map(([id, { inputs }]) => [id, inputs ?? {}]),
    );
    // The reroute is drawn through; Animate gets the only picture that nothing else turns into another.
    expect(wires).toEqual({
      'load-image': {},
      crop: { image: 'load-image.image' },
      'motion-prompt': {},
      'diffusion-sampler': { prompt: 'motion-prompt.prompt' },
      animate: { motion: 'diffusion-sampler.motion', image: 'crop.image' },
      encode: { clip: 'animate.clip' },
      depth: { image: 'crop.image' },
      preview: { value: 'depth.depth' },
      matte: { image: 'crop.image' },
      'mask-paint': { mask: 'matte.matte', image: 'crop.image' },
    });
    expect(checkWorkflow(document, registry)).toEqual([]);
    expect(report.wires).toEqual({ kept: 8, lost: 7 });
    expect(report.added.map(({ to }) => to)).toEqual(['animate.image', 'mask-paint.image']);
  });

  it('keeps seed, steps, sampler, words and sizes where they mean the same', () => {
    const { nodes } = document;
    expect(nodes['diffusion-sampler']?.params).toEqual({
      seed: 156680208700286 % 2 ** 32,
      steps: 30,
      guidance: 2,
      sampler: 'dpmpp-2m',
      schedule: 'karras',
      fps: 12,
    });
    expect(nodes.crop?.params).toEqual({ mode: 'full', aspect: 'original', size: 768 });
    expect(nodes['motion-prompt']).toMatchObject({ label: 'What happens', params: { text: /blinking/ } });
    expect(nodes.encode?.params).toEqual({ format: 'mp4-h264' });
    // It gives a mask and takes none: bypassed, it would have nothing to pass on.
    expect(nodes.matte?.bypassed).toBeUndefined();
    expect(document.outputs).toEqual(['encode.file']);
  });

  it('keeps everything else as notes that say what to do instead', () => {
    const notes = new Map(document.view?.notes?.map(({ title, text }) => [title, text]));
    expect(notes.get('SomeoneElsesSparkle')).toBe(
      '0.5\nglitter\ntrue\n→ Nothing here does this; the note keeps its values.',
    );
    expect(notes.get('CheckpointLoaderSimple')).toMatch(/dream\.safetensors\n→ No loader is needed/);
    expect(notes.get('CLIPTextEncode')).toMatch(/blurry, deformed, watermark\n→ Say limits/);
    expect(notes.get(undefined)).toBe('Try 30 steps first.');
    expect(report.notes.map(({ comfy, advice }) => `${comfy}: ${advice}`)).toEqual([
      'CheckpointLoaderSimple: model',
      'CLIPTextEncode: negative',
      'ControlNetApplyAdvanced: steering',
      'SomeoneElsesSparkle: other',
    ]);
    expect([report.comments, report.folded, report.omitted]).toEqual([1, 1, 0]);
  });

  it('keeps the order of places, lets nothing overlap, and frames the groups that hold something', () => {
    const places = document.view?.nodes ?? {};
    const x = (id: string) => places[id]?.x ?? Number.NaN;
    const chain = ['load-image', 'crop', 'motion-prompt', 'diffusion-sampler', 'animate', 'encode'].map(x);
    expect(chain).toEqual(chain.toSorted((a, b) => a - b));
    const boxes = [
      ...Object.values(places).map(({ x: left, y }) => ({ x: left, y, width: 224, height: 200 })),
      ...(document.view?.notes ?? []).map(({ x: left, y, width = 0, height = 0 }) => ({
        x: left,
        y,
        width,
        height,
      })),
    ];
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        const apart =
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart, JSON.stringify([a, b])).toBe(true);
      }
    }
    expect(document.view?.groups).toMatchObject([{ title: 'The photo', colour: 'blue' }]);
  });
});

describe('a workflow from the API', () => {
  const { document, report } = imported({ prompt: API_WORKFLOW, client_id: 'x' });

  it('is laid out in columns and becomes the same kinds of nodes', () => {
    expect(Object.keys(document.nodes).toSorted()).toEqual(
      [
        'animate',
        'diffusion-sampler',
        'encode',
        'load-image',
        'mask-paint',
        'motion-prompt',
        'preview',
      ].toSorted(),
    );
    expect(document.nodes['load-image']?.label).toBe('My photo');
    const x = (id: string) => document.view?.nodes?.[id]?.x ?? Number.NaN;
    expect(x('diffusion-sampler')).toBeGreaterThan(x('motion-prompt'));
    expect(x('encode')).toBeGreaterThan(x('animate'));
  });

  it('says what came only near', () => {
    expect(document.nodes['diffusion-sampler']?.params).toMatchObject({
      seed: 42,
      steps: 50,
      guidance: 1,
      schedule: 'training',
      strength: 0.6,
    });
    const sampler = report.nodes.find(({ type }) => type === 'diffusion-sampler');
    expect(sampler?.remarks).toEqual([
      { id: 'steps', value: '50' },
      { id: 'sampler', value: 'gradient_estimation' },
    ]);
  });

  it('paints the mask of a photo in a node of its own', () => {
    expect(document.nodes['mask-paint']?.inputs).toEqual({ image: 'load-image.image' });
    expect(document.nodes.preview?.inputs).toEqual({ value: 'mask-paint.mask' });
  });

  it('puts the picture that carried it into the photo node', () => {
    const { nodes } = imported(API_WORKFLOW, 'asset:abc').document;
    expect(nodes['load-image']?.params).toEqual({ file: 'asset:abc' });
    const { '10': _photo, ...textOnly } = API_WORKFLOW;
    const added = imported(textOnly, 'asset:abc').document;
    expect(added.nodes.animate?.inputs).toMatchObject({ image: 'load-image.image' });
  });
});
