import type { ParamSpec, ParamValue } from '../../runtime/params.ts';
import { seedIn } from './convert-sampler.ts';
import type { Counterpart, FieldReader } from './counterpart.ts';

/** Length of a text node's text. */
const TEXT_LENGTH = 2000;

/** Nodes that hold one value, by the kind of the parameter that they feed. */
export const VALUE_NODES: Readonly<Partial<Record<ParamSpec['kind'], Counterpart>>> = {
  seed: valueNode('seed', 'seed', (read) => seedIn(read.number('value'))),
  number: valueNode('number', 'value', (read) => read.number('value')),
  text: valueNode('text', 'text', (read) => read.text('value')?.slice(0, TEXT_LENGTH)),
};

/** @param param its parameter and its output, which have one name */
function valueNode(
  type: string,
  param: string,
  valueIn: (read: FieldReader) => ParamValue | undefined,
): Counterpart {
  return {
    type,
    inputs: {},
    outputs: { 0: param },
    fields: ['value'],
    convert: (read) => {
      const value = valueIn(read);
      return value === undefined ? {} : { params: { [param]: value } };
    },
  };
}
