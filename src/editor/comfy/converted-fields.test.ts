import { describe, expect, it } from 'vitest';
import { checkWorkflow } from '../../runtime/check-workflow.ts';
import { registry } from '../registry.ts';
import { importComfy } from './import-comfy.ts';
import { readComfy } from './read-comfy.ts';

function imported(data: unknown) {
  const graph = readComfy(data);
  if (!graph) throw new TypeError('this is no ComfyUI workflow');
  return importComfy(graph, registry, { name: 'grandma' });
}

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
