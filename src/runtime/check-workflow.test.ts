import { expect, it } from 'vitest';
import { testNodes } from '../../tests/support/arithmetic-nodes.ts';
import { workflow } from '../../tests/support/test-engine.ts';
import { checkWorkflow } from './check-workflow.ts';
import { NodeRegistry } from './registry.ts';

const registry = new NodeRegistry(testNodes().declarations);

it('says nothing about a sound workflow', () => {
  const sound = {
    ...workflow({
      a: { type: 'constant@1', params: { value: 2 } },
      b: { type: 'add@1', inputs: { a: 'a.value' } },
    }),
    outputs: ['b.value'],
    app: { controls: ['a.value', 'b.plus'] },
  };
  expect(checkWorkflow(sound, registry)).toEqual([]);
});

it('lists problems with their cure, and remarks about what is ignored', () => {
  const document = {
    ...workflow({
      a: { type: 'constant@1', params: { value: 'two', shade: 3 } },
      b: { type: 'add@1', inputs: { a: 'a.value', toString: 'a.value' } },
      c: { type: 'teleport@1' },
    }),
    outputs: ['b.value', 'b.constructor', 'gone.value', 'c.anything'],
    app: { controls: ['a.value', 'a.speed'] },
  };
  expect(checkWorkflow(document, registry)).toEqual([
    { node: 'a', severity: 'problem', message: 'a.value needs a number.' },
    { node: 'a', severity: 'remark', message: 'a.shade is no parameter of Constant and is ignored.' },
    { node: 'b', severity: 'remark', message: 'Add has no input "toString"; its wire is ignored.' },
    {
      node: 'c',
      severity: 'problem',
      message: 'The node type "teleport@1" is unknown here: remove it or update Kineograph.',
    },
    {
      severity: 'problem',
      message: 'The output "b.constructor" does not exist: name an existing node and port.',
    },
    {
      severity: 'problem',
      message: 'The output "gone.value" does not exist: name an existing node and port.',
    },
    { severity: 'remark', message: 'The control "a.speed" does not exist.' },
  ]);
});

it('says why lists do not fit together', () => {
  const document = workflow({
    two: { type: 'spread@1', params: { count: 2 } },
    three: { type: 'spread@1', params: { count: 3 } },
    huge: { type: 'spread@1', params: { count: 1001 } },
    both: { type: 'add@1', inputs: { a: 'two.value', b: 'three.value' } },
    total: { type: 'total@1', inputs: { values: 'three.value', plus: 'two.value' } },
  });
  expect(checkWorkflow(document, registry)).toEqual([
    { node: 'huge', severity: 'problem', message: 'huge.count needs a whole number from 1 to 1000.' },
    {
      node: 'both',
      severity: 'problem',
      message: 'Its inputs "A" and "B" are lists of 2 and 3: make them equally long.',
    },
  ]);
});
