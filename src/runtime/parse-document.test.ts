import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { NODE_DECLARATIONS } from '../nodes/index.ts';
import { WorkflowError } from '../values/errors.ts';
import { documentJsonSchema } from './document-schema.ts';
import { parseDocument } from './parse-document.ts';
import { NodeRegistry } from './registry.ts';
import { serialiseDocument } from './serialise-document.ts';
import { buildGraph } from './workflow-graph.ts';

const WORKFLOWS = resolve(import.meta.dirname, '../../workflows');

const minimal = { kineograph: 1, name: 'Minimal', nodes: {}, outputs: [] };

function refusal(text: string): WorkflowError {
  try {
    parseDocument(text);
  } catch (error) {
    if (error instanceof WorkflowError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a workflow from outside', () => {
  it.each([
    ['is cut off', '{"kineograph": 1, "nodes": {', 'workflow-not-json', /not valid JSON/],
    ['is empty', '', 'workflow-not-json', /not valid JSON/],
    ['is a list', '[]', 'workflow-invalid', /valid workflow/],
    ['is other JSON', '{"a": 1}', 'workflow-invalid', /no "kineograph" version/],
    ['is from the future', JSON.stringify({ ...minimal, kineograph: 7 }), 'workflow-newer', /newer/],
    [
      'has a wrong parameter',
      JSON.stringify({ ...minimal, nodes: { a: { type: 'crop@1', params: { x: null } } } }),
      'workflow-invalid',
      /nodes\.a\.params\.x/,
    ],
    [
      'has a node id with a dot',
      JSON.stringify({ ...minimal, nodes: { 'a.b': { type: 'crop@1' } } }),
      'workflow-invalid',
      /a\.b/,
    ],
  ])('that %s is refused with the place', (_what, text, code, message) => {
    const error = refusal(text);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(error.remedy.length).toBeGreaterThan(10);
  });

  it.each(['__proto__', 'constructor', 'prototype'])('must not name a member %s, at any depth', (name) => {
    for (const text of [
      `{"kineograph":1,"name":"x","outputs":[],"nodes":{"${name}":{"type":"crop@1"}}}`,
      `{"kineograph":1,"name":"x","outputs":[],"nodes":{"a":{"type":"crop@1","params":{"${name}":1}}}}`,
      `{"kineograph":1,"name":"x","outputs":[],"nodes":{},"view":{"notes":[{"extra":{"${name}":{}}}]}}`,
    ]) {
      expect(refusal(text).code).toBe('workflow-forbidden-name');
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('of 50 MB is refused before it is parsed', () => {
    const text = `{"kineograph":1,"name":"${'x'.repeat(50 * 1024 * 1024)}"}`;
    const parse = vi.spyOn(JSON, 'parse');
    expect(refusal(text).message).toMatch(/larger than 8 MB/);
    expect(parse).not.toHaveBeenCalled();
    parse.mockRestore();
  });

  it('may not nest without end', () => {
    const text = `{"kineograph":1,"deep":${'['.repeat(3000)}${']'.repeat(3000)}}`;
    expect(refusal(text).code).toBe('workflow-too-deep');
  });

  it('may hold 5,000 nodes and no more', () => {
    const nodes = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, { type: 'crop@1' }]));
    expect(Object.keys(parseDocument(JSON.stringify({ ...minimal, nodes: nodes(5000) })).nodes)).toHaveLength(
      5000,
    );
    expect(refusal(JSON.stringify({ ...minimal, nodes: nodes(5001) })).message).toMatch(
      /more than 5000 nodes/,
    );
  });
});

describe('a workflow that is loaded and saved', () => {
  it('keeps unknown node types, parameters and fields', () => {
    const document = {
      ...minimal,
      author: { name: 'Ada' },
      nodes: {
        old: { type: 'crop@1', params: { forgotten: 3 }, colour: 'red' },
        new: { type: 'from-the-future@9', inputs: { image: 'old.image' } },
      },
      view: { nodes: { old: { x: 1, y: 2, z: 3 } }, zoom: 0.5 },
    };
    expect(JSON.parse(serialiseDocument(parseDocument(JSON.stringify(document))))).toEqual(document);
  });

  it('gives the same text however its members were ordered', () => {
    const a = parseDocument('{"kineograph":1,"name":"x","zeta":1,"alpha":2,"outputs":[],"nodes":{}}');
    const b = parseDocument('{"alpha":2,"nodes":{},"outputs":[],"name":"x","kineograph":1,"zeta":1}');
    expect(serialiseDocument(a)).toBe(serialiseDocument(b));
  });

  it('loads with a circle, dangling wires and unknown types, each named with its cure', () => {
    const document = parseDocument(
      JSON.stringify({
        ...minimal,
        nodes: {
          a: { type: 'crop@1', inputs: { image: 'b.image' } },
          b: { type: 'crop@1', inputs: { image: 'a.image' } },
          lost: { type: 'crop@1', inputs: { image: 'gone.image' } },
          future: { type: 'teleport@3' },
          text: { type: 'crop@1', inputs: { image: 'prompt.prompt' }, params: { mode: 'sideways' } },
          prompt: { type: 'motion-prompt@1' },
          bare: { type: 'crop@1' },
        },
      }),
    );
    const { nodes } = buildGraph(document, new NodeRegistry(NODE_DECLARATIONS));
    const problems = (id: string) => nodes.get(id)?.problems.join(' ');
    expect(problems('a')).toMatch(/circle.*cut one of the wires/);
    expect(problems('b')).toMatch(/circle/);
    expect(problems('lost')).toMatch(/"gone\.image", which does not exist: connect it again/);
    expect(problems('future')).toMatch(/"teleport@3" is unknown here: remove it or update/);
    expect(problems('text')).toMatch(/takes Image, but is wired to Prompt/);
    expect(problems('text')).toMatch(/text\.mode needs one of/);
    expect(problems('bare')).toMatch(/is not connected: wire Image to it/);
    expect(problems('prompt')).toBe('');
  });
});

describe('the shipped templates', () => {
  const files = readdirSync(WORKFLOWS).filter((name) => name.endsWith('.json') && !name.includes('.gen.'));
  it.each(files)('%s is valid', async (name) => {
    const document = parseDocument(await readFile(resolve(WORKFLOWS, name), 'utf8'));
    expect(Object.keys(document.nodes).length).toBeGreaterThan(3);
    expect(document.outputs).not.toEqual([]);
  });
});

it('the published JSON Schema is current (node --import tsx scripts/generate-schema.ts)', async () => {
  const published = await readFile(resolve(WORKFLOWS, 'schema.gen.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(documentJsonSchema());
});
