import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { API_WORKFLOW, CANVAS_WORKFLOW } from '../../../tests/support/comfy-workflows.ts';
import { bigEndian, joinBytes, latin1Bytes, littleEndian } from '../../media/bytes/join-bytes.ts';
import { pictureTexts } from '../../media/metadata/picture-texts.ts';
import { checkWorkflow } from '../../runtime/check-workflow.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import { registry } from '../registry.ts';
import { COMFY_LIMITS } from './comfy-graph.ts';
import { importComfy } from './import-comfy.ts';
import { parseComfy, readComfy } from './read-comfy.ts';

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

describe('fields that were made inputs', () => {
  /** Two samplers share a seed by way of a reroute; words come from a node of their own and from one without counterpart. */
  const CONVERTED = {
    last_node_id: 8,
    last_link_id: 8,
    nodes: [
      {
        id: 1,
        type: 'PrimitiveNode',
        pos: [0, 0],
        title: 'One seed for all',
        outputs: [{ name: 'INT', type: 'INT', links: [1], widget: { name: 'seed' } }],
        widgets_values: [1125899906842624, 'randomize'],
      },
      { id: 2, type: 'Reroute', pos: [200, 0], inputs: [{ name: '', type: '*', link: 1 }] },
      {
        id: 3,
        type: 'KSampler',
        pos: [400, 0],
        inputs: [
          { name: 'positive', type: 'CONDITIONING', link: 5 },
          { name: 'seed', type: 'INT', link: 2, widget: { name: 'seed' } },
          // The newer canvas lists every field; those without a link are fields still.
          { name: 'steps', type: 'INT', link: null, widget: { name: 'steps' } },
          { localized_name: 'Guidance', name: 'guidance', type: 'FLOAT', link: 8, widget: { name: 'cfg' } },
        ],
        widgets_values: [7, 'fixed', 20, 7, 'euler', 'normal', 1],
      },
      {
        id: 4,
        type: 'KSamplerAdvanced',
        pos: [400, 400],
        inputs: [
          { name: 'noise_seed', type: 'INT', link: 3, widget: { name: 'noise_seed' } },
          { name: 'positive', type: 'CONDITIONING', link: 9 },
        ],
        widgets_values: ['enable', 9, 'fixed', 25, 7, 'euler', 'normal', 0, 10000, 'disable'],
      },
      {
        id: 5,
        type: 'CLIPTextEncode',
        pos: [200, 200],
        inputs: [{ name: 'text', type: 'STRING', link: 6, widget: { name: 'text' } }],
        widgets_values: ['old words'],
      },
      { id: 6, type: 'PrimitiveStringMultiline', pos: [0, 200], widgets_values: ['She smiles gently.'] },
      { id: 7, type: 'SomeoneElsesWords', pos: [0, 400], widgets_values: [4] },
      { id: 8, type: 'PrimitiveFloat', pos: [0, 600], widgets_values: [4] },
      {
        id: 9,
        type: 'CLIPTextEncode',
        pos: [200, 600],
        inputs: [{ name: 'text', type: 'STRING', link: 7, widget: { name: 'text' } }],
        widgets_values: ['a nod'],
      },
    ],
    links: [
      [1, 1, 0, 2, 0, 'INT'],
      [2, 2, 0, 3, 1, 'INT'],
      [3, 2, 0, 4, 0, 'INT'],
      [5, 5, 0, 3, 0, 'CONDITIONING'],
      [6, 6, 0, 5, 0, 'STRING'],
      [7, 7, 0, 9, 0, 'STRING'],
      [8, 8, 0, 3, 3, 'FLOAT'],
      [9, 9, 0, 4, 1, 'CONDITIONING'],
    ],
    version: 0.4,
  };

  it('are inputs here where they mean the same, fed by nodes that hold the values', () => {
    const { document, report } = imported(CONVERTED);
    const { nodes } = document;
    expect(checkWorkflow(document, registry)).toEqual([]);
    expect(nodes.seed).toEqual({
      type: 'seed@1',
      label: 'One seed for all',
      params: { seed: 1125899906842624 % 2 ** 32 },
    });
    expect(nodes.text?.params).toEqual({ text: 'She smiles gently.' });
    expect(nodes['diffusion-sampler']).toMatchObject({
      paramInputs: ['seed'],
      inputs: { 'param:seed': 'seed.seed', prompt: 'motion-prompt.prompt' },
      // What means something else here is put where it was used.
      params: { steps: 20, guidance: 1.5 },
    });
    expect(nodes['diffusion-sampler-2']?.inputs).toEqual({
      'param:seed': 'seed.seed',
      prompt: 'motion-prompt-2.prompt',
    });
    expect(nodes['motion-prompt']?.inputs).toEqual({ 'param:text': 'text.text' });
    expect(document.app?.controls).toEqual(['text.text', 'seed.seed']);
    expect(report.folded).toBe(2);
  });

  it('stay open where nothing here gives what was wired to them', () => {
    const { nodes } = imported(CONVERTED).document;
    expect(nodes['motion-prompt-2']).toMatchObject({ paramInputs: ['text'], params: { text: 'a nod' } });
    expect(nodes['motion-prompt-2']?.inputs).toBeUndefined();
  });

  it('are the same in the format of the API', () => {
    const { document } = imported({
      '3': {
        class_type: 'KSampler',
        inputs: {
          seed: ['10', 0],
          steps: ['11', 0],
          cfg: 1,
          sampler_name: 'euler',
          denoise: 1,
          positive: ['6', 0],
        },
      },
      '6': { class_type: 'CLIPTextEncode', inputs: { text: ['12', 0], clip: ['4', 1] } },
      '10': { class_type: 'Seed (rgthree)', inputs: { seed: 42 } },
      '11': { class_type: 'INTConstant', inputs: { value: 12 } },
      '12': { class_type: 'PrimitiveString', inputs: { value: 'a slow blink' } },
    });
    expect(checkWorkflow(document, registry)).toEqual([]);
    expect(document.nodes).toMatchObject({
      seed: { params: { seed: 42 } },
      number: { params: { value: 12 } },
      text: { params: { text: 'a slow blink' } },
      'diffusion-sampler': {
        params: { seed: 42, steps: 12 },
        inputs: { 'param:seed': 'seed.seed', 'param:steps': 'number.value', prompt: 'motion-prompt.prompt' },
      },
      'motion-prompt': { params: { text: 'a slow blink' }, inputs: { 'param:text': 'text.text' } },
    });
  });
});

describe('pictures that carry a workflow', () => {
  const chunk = (type: string, content: Uint8Array) =>
    joinBytes(bigEndian(content.length, 4), latin1Bytes(type), content, new Uint8Array(4));
  const png = (...chunks: Uint8Array[]) =>
    joinBytes(latin1Bytes('\x89PNG\r\n\x1a\n'), ...chunks, chunk('IEND', new Uint8Array()));
  const json = JSON.stringify(API_WORKFLOW);

  it('is found in plain, packed and international text chunks', () => {
    const packed = new Uint8Array(deflateSync(json));
    const file = png(
      chunk('tEXt', latin1Bytes(`prompt\0${json}`)),
      chunk('zTXt', joinBytes(latin1Bytes('packed\0\0'), packed)),
      chunk('iTXt', joinBytes(latin1Bytes('wide\0\x01\0\0\0'), packed)),
      chunk('iTXt', joinBytes(latin1Bytes('plain\0\0\0en\0\0'), new TextEncoder().encode('“ü”'))),
    );
    const texts = pictureTexts(file);
    expect([texts.get('prompt'), texts.get('packed'), texts.get('wide')]).toEqual([json, json, json]);
    expect(texts.get('plain')).toBe('“ü”');
    expect(pictureTexts(file.subarray(0, file.length - 40)).get('prompt')).toBe(json);
  });

  it('is found in the EXIF data of a WebP', () => {
    const text = latin1Bytes(`workflow:${JSON.stringify(CANVAS_WORKFLOW)}\0`);
    const exif = joinBytes(
      latin1Bytes('II*\0'),
      littleEndian(8, 4),
      littleEndian(1, 2),
      littleEndian(0x010f, 2),
      littleEndian(2, 2),
      littleEndian(text.length, 4),
      littleEndian(26, 4),
      new Uint8Array(4),
      text,
    );
    const body = joinBytes(latin1Bytes('WEBPEXIF'), littleEndian(exif.length, 4), exif, new Uint8Array(1));
    const texts = pictureTexts(joinBytes(latin1Bytes('RIFF'), littleEndian(body.length, 4), body));
    expect(parseComfy(texts.get('workflow') ?? '')?.nodes.size).toBe(CANVAS_WORKFLOW.nodes.length);
  });

  it('never stumbles over damaged files', () => {
    const whole = png(chunk('tEXt', latin1Bytes(`prompt\0${json}`)));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const file = whole.slice();
        for (const [at, value] of changes) file[at] = value;
        pictureTexts(file);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('texts from outside', () => {
  it('are read with the numbers that Python adds, and are none where they are not', () => {
    const text = JSON.stringify(API_WORKFLOW).replace(
      '"steps":80',
      '"is_changed":[NaN,-Infinity],"steps":80',
    );
    expect(parseComfy(text)?.nodes.size).toBe(9);
    expect(parseComfy(text.replace('slow blink', 'NaN'))?.nodes.get('6')?.named.get('text')).toBe('NaN');
    for (const other of [
      '',
      '{',
      '[]',
      '{"some":"other"}',
      '{"kineograph":1,"nodes":[{"id":1,"type":"x"}]}',
      '"'.repeat(99),
    ])
      expect(parseComfy(other)).toBeUndefined();
  });

  it('are bounded in number and length', () => {
    const nodes = Array.from({ length: COMFY_LIMITS.nodes + 7 }, (_, id) => ({
      id,
      type: `Type ${id}`.padEnd(500, 'x'),
      pos: [id * 9, 1e99],
      widgets_values: Array.from({ length: id === 0 ? 300 : 1 }, () => 'v'.repeat(9000)),
    }));
    const { document, report } = imported({ nodes, links: [], version: 0.4 });
    expect(report.omitted).toBe(7);
    expect(document.view?.notes).toHaveLength(COMFY_LIMITS.nodes);
    for (const { text, title = '' } of document.view?.notes ?? [])
      expect([text.length <= 3000, title.length <= COMFY_LIMITS.name]).toEqual([true, true]);
  });

  it('of any shape give a document that saves and opens, or none, and never throw', () => {
    const type = fc.constantFrom(
      'LoadImage',
      'KSampler',
      'VAEDecode',
      'CLIPTextEncode',
      'Reroute',
      'SaveImage',
      'RMBG',
      'ImageCrop',
      'VHS_VideoCombine',
      'PrimitiveNode',
      'Note',
      'InvertMask',
      '__proto__',
      'constructor',
      'Ünknown.type',
    );
    const id = fc.oneof(fc.nat(6), fc.constantFrom('a.b', '__proto__', 'toString'));
    const anything = fc.anything({ maxDepth: 2, maxKeys: 4 });
    const input = fc.constantFrom('image', 'images', 'samples', 'positive', 'negative', 'mask', 'toString');
    const canvasNode = fc.record(
      {
        id,
        type,
        pos: fc.oneof(fc.tuple(fc.double(), fc.double()), anything),
        size: anything,
        mode: fc.oneof(fc.nat(4), anything),
        title: fc.oneof(fc.string({ unit: 'binary' }), anything),
        inputs: fc.array(fc.record({ name: input, link: fc.oneof(fc.nat(9), anything) })),
        widgets_values: fc.oneof(
          fc.array(fc.oneof(fc.double(), fc.string({ unit: 'binary' }), anything)),
          anything,
        ),
      },
      { requiredKeys: ['id', 'type'] },
    );
    const link = fc.tuple(fc.nat(9), id, fc.nat(3), id, fc.nat(3), fc.constant('*'));
    const canvas = fc.record({
      nodes: fc.array(fc.oneof({ weight: 9, arbitrary: canvasNode }, anything), { maxLength: 9 }),
      links: fc.array(fc.oneof({ weight: 9, arbitrary: link }, anything)),
      groups: fc.array(
        fc.oneof(
          fc.record({ title: fc.string(), bounding: fc.array(fc.double()), color: fc.string() }),
          anything,
        ),
      ),
    });
    const value = fc.oneof(fc.tuple(id, fc.nat(3)), fc.double(), fc.string(), anything);
    const api = fc.dictionary(
      fc.string(),
      fc.record({ class_type: type, inputs: fc.dictionary(fc.oneof(input, fc.string()), value) }),
    );
    fc.assert(
      fc.property(fc.oneof(canvas, api, anything), fc.option(fc.constant('asset:x')), (data, photo) => {
        const graph = readComfy(data);
        if (!graph) return;
        const { document } = importComfy(graph, registry, { name: 'x', ...(photo ? { photo } : {}) });
        expect(parseDocument(serialiseDocument(document))).toEqual(document);
        const faults = checkWorkflow(document, registry).map(({ message }) => message);
        expect(
          faults.filter((fault) => /unknown|does not exist|circle|has no (in|out)put/.test(fault)),
        ).toEqual([]);
      }),
      { numRuns: 600, seed: 1 },
    );
  });
});
