import { describe, expect, it } from 'vitest';
import { NODE_DECLARATIONS } from '../../nodes/index.ts';
import { checkWorkflow } from '../../runtime/check-workflow.ts';
import { registry } from '../registry.ts';
import { EXAMPLE_NODES, exampleOf } from './examples.ts';

const declarationOf = (reference: string) => registry.get(reference);

describe('help of a node', () => {
  it.each(NODE_DECLARATIONS.map(({ type }) => type))('tells of %s, with a tip and an example', (type) => {
    const declaration = registry.get(type);
    expect(declaration?.summary).toMatch(/^[A-Z].{20,}[.?]$/);
    expect(declaration?.tips?.length).toBeGreaterThan(0);
    const texts = [
      ...Object.values(declaration?.params ?? {}).map(({ help }) => help),
      ...Object.values(declaration?.inputs ?? {}).map(({ label }) => label),
      ...Object.values(declaration?.outputs ?? {}).map(({ label }) => label),
    ];
    for (const text of texts) expect(text).toMatch(/\S/);
    const example = exampleOf(type, declarationOf);
    expect(example?.fragment.nodes[example.node]?.type).toMatch(new RegExp(`^${type}@`));
  });

  it('has examples that can run as they are', () => {
    const document = { kineograph: 1, name: '', nodes: EXAMPLE_NODES, outputs: [] } as const;
    expect(checkWorkflow(document, registry)).toEqual([]);
  });

  it('brings along what feeds the node and nothing else, left to right', () => {
    const example = exampleOf('matte', declarationOf);
    expect(Object.keys(example?.fragment.nodes ?? {})).toEqual(['photo', 'faces', 'crop', 'matte']);
    expect(Object.values(example?.fragment.positions ?? {}).map(({ x }) => x)).toEqual([0, 300, 600, 900]);
  });

  it('knows no example of what does not exist', () => {
    expect(exampleOf('teleport', declarationOf)).toBeUndefined();
  });
});
