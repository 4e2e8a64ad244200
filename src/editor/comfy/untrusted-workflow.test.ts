import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { API_WORKFLOW } from '../../../tests/support/comfy-workflows.ts';
import { checkWorkflow } from '../../runtime/check-workflow.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import { registry } from '../registry.ts';
import { COMFY_LIMITS } from './comfy-graph.ts';
import { importComfy } from './import-comfy.ts';
import { parseComfy, readComfy } from './read-comfy.ts';

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
    const graph = readComfy({ nodes, links: [], version: 0.4 });
    if (!graph) throw new TypeError('this is no ComfyUI workflow');
    const { document, report } = importComfy(graph, registry, { name: 'large' });
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
