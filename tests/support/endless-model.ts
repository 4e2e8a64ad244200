import type { ModelEntry } from '../../src/inference/manifest.ts';

/**
 * A model file (ONNX, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto) that keeps its contract and loads, and
 * whose run never comes to an end: a `Loop` without a trip count whose condition stays true.
 * @param entry the model in whose place it is given
 */
export function endlessModel({ inputs, outputs }: ModelEntry): Uint8Array<ArrayBuffer> {
  const carried = inputs.map(({ name }) => name);
  const body = graph({
    nodes: [
      node('Identity', ['goes_on'], ['goes_on_again']),
      ...carried.map((name) => node('Identity', [`${name}_in`], [`${name}_out`])),
    ],
    inputs: [
      value('turn', INT64, []),
      value('goes_on', BOOL, []),
      ...inputs.map(({ name, shape }) => value(`${name}_in`, FLOAT, shape)),
    ],
    outputs: [
      value('goes_on_again', BOOL, []),
      ...inputs.map(({ name, shape }) => value(`${name}_out`, FLOAT, shape)),
    ],
  });
  const whole = graph({
    nodes: [
      node(
        'Loop',
        ['', 'yes', ...carried],
        carried.map((name) => `${name}_last`),
        body,
      ),
      // What each output is made of hangs on the loop, so that nothing may be left out.
      node('ReduceSum', [`${carried[0]}_last`], ['sum']),
      ...outputs.flatMap(({ name }) => [
        node('Reshape', ['sum', 'one'], [`${name}_one`]),
        node('Expand', [`${name}_one`, `${name}_shape`], [name]),
      ]),
    ],
    inputs: inputs.map(({ name, shape }) => value(name, FLOAT, shape)),
    outputs: outputs.map(({ name, shape }) => value(name, FLOAT, shape)),
    constants: [
      bytes([...field(2, BOOL), ...text(8, 'yes'), ...block(9, [1])]),
      int64s('one', [1]),
      ...outputs.map(({ name, shape }) => int64s(`${name}_shape`, shape.map(Number))),
    ],
  });
  return bytes([...field(1, IR_VERSION), ...block(7, whole), ...block(8, bytes(field(2, OPERATOR_SET)))]);
}

const IR_VERSION = 8;
const OPERATOR_SET = 13;
/** TensorProto.DataType */
const FLOAT = 1;
const INT64 = 7;
const BOOL = 9;
/** AttributeProto.AttributeType */
const GRAPH = 5;

interface Graph {
  readonly nodes: readonly Uint8Array[];
  readonly inputs: readonly Uint8Array[];
  readonly outputs: readonly Uint8Array[];
  readonly constants?: readonly Uint8Array[];
}

function graph({ nodes, inputs, outputs, constants = [] }: Graph): Uint8Array {
  return bytes([
    ...nodes.flatMap((one) => block(1, one)),
    ...text(2, 'endless'),
    ...constants.flatMap((one) => block(5, one)),
    ...inputs.flatMap((one) => block(11, one)),
    ...outputs.flatMap((one) => block(12, one)),
  ]);
}

function node(type: string, from: readonly string[], to: readonly string[], body?: Uint8Array): Uint8Array {
  const attribute = body && bytes([...text(1, 'body'), ...block(6, body), ...field(20, GRAPH)]);
  return bytes([
    ...from.flatMap((name) => text(1, name)),
    ...to.flatMap((name) => text(2, name)),
    ...text(4, type),
    ...(attribute ? block(5, attribute) : []),
  ]);
}

function value(name: string, type: number, shape: readonly (number | string)[]): Uint8Array {
  const dimensions = shape.flatMap((length) => block(1, bytes(field(1, Number(length)))));
  const tensor = bytes([...field(1, type), ...block(2, bytes(dimensions))]);
  return bytes([...text(1, name), ...block(2, bytes(block(1, tensor)))]);
}

function int64s(name: string, values: readonly number[]): Uint8Array {
  const raw = new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer);
  return bytes([...field(1, values.length), ...field(2, INT64), ...text(8, name), ...block(9, raw)]);
}

// The wire format: a tag of field number and kind, then a number in groups of seven bits, or a length and its bytes.

function varint(count: number): number[] {
  return count < 128 ? [count] : [(count & 127) | 128, ...varint(Math.floor(count / 128))];
}

function field(number: number, count: number): number[] {
  return [...varint(number << 3), ...varint(count)];
}

function block(number: number, content: Iterable<number>): number[] {
  const inner = [...content];
  return [...varint((number << 3) | 2), ...varint(inner.length), ...inner];
}

function text(number: number, content: string): number[] {
  return block(number, new TextEncoder().encode(content));
}

function bytes(content: readonly number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(content);
}
