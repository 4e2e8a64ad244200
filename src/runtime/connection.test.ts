import { describe, expect, it } from 'vitest';
import { testNodes } from '../../tests/support/arithmetic-nodes.ts';
import { workflow } from '../../tests/support/test-engine.ts';
import { canConnect } from './connection.ts';
import { NodeRegistry } from './registry.ts';

/**
 *   one ──> sum ──> total
 *   start ──> ramp       future (unknown type)
 */
const document = workflow({
  one: { type: 'constant@1' },
  sum: { type: 'add@1', inputs: { a: 'one.value' } },
  total: { type: 'add@1', inputs: { a: 'sum.value' } },
  start: { type: 'constant@1' },
  ramp: { type: 'ramp@1', inputs: { start: 'start.value' } },
  future: { type: 'teleport@3' },
});
const registry = new NodeRegistry(testNodes().declarations);

function verdict(from: string, to: string): string {
  const [[fromNode = '', fromPort = ''], [toNode = '', toPort = '']] = [from.split('.'), to.split('.')];
  const answer = canConnect(document, registry, {
    from: { node: fromNode, port: fromPort },
    to: { node: toNode, port: toPort },
  });
  return answer.ok ? 'yes' : answer.reason;
}

describe('an edge may be drawn', () => {
  it.each([
    ['from.value', 'one.a'],
    ['one.value', 'gone.a'],
  ])('not where a node is gone: %s to %s', (from, to) => {
    expect(verdict(from, to)).toBe('One of the nodes no longer exists.');
  });

  it.each([
    ['one.value', 'sum.b', 'yes'],
    ['one.value', 'total.a', 'yes'],
    ['sum.value', 'sum.b', 'A node cannot feed itself.'],
    ['total.value', 'sum.b', 'That would close a circle: the node would wait for itself.'],
    ['ramp.clip', 'sum.b', 'B of Add takes a Number, not a Clip.'],
    ['one.nothing', 'sum.b', 'Constant has no output "nothing".'],
    ['one.value', 'sum.c', 'Add has no input "c".'],
    ['one.constructor', 'sum.b', 'Constant has no output "constructor".'],
    ['toString.value', 'sum.b', 'One of the nodes no longer exists.'],
    ['future.value', 'sum.b', 'The type of "future" (teleport@3) is unknown here.'],
    ['one.value', 'future.a', 'The type of "future" (teleport@3) is unknown here.'],
  ])('%s to %s: %s', (from, to, expected) => {
    expect(verdict(from, to)).toBe(expected);
  });
});
