import type { WorkflowDocument } from '../../src/runtime/document.ts';

/** A number, and whether everything that it should be made of was there. */
export interface NaiveValue {
  readonly value: number;
  readonly whole: boolean;
}

/** What a node gives; undefined where it fails. A single value is a list of one here. */
export interface NaiveResult {
  readonly isList: boolean;
  readonly values: readonly (NaiveValue | undefined)[];
  /** It cannot run at all. */
  readonly blocked?: true;
}

const BLOCKED: NaiveResult = { isList: false, values: [undefined], blocked: true };

/**
 * Results of documents made of the test nodes, in document order, by nothing but arithmetic: no keys, no cache, no
 * events. Inputs must come before their consumers.
 */
export function evaluateNaively(document: WorkflowDocument): ReadonlyMap<string, NaiveResult> {
  const results = new Map<string, NaiveResult>();
  for (const [id, { type, params, inputs }] of Object.entries(document.nodes)) {
    const read = (port: string) => results.get(inputs?.[port]?.split('.')[0] ?? '');
    const param = (name: string, otherwise = 0) => Number(params?.[name] ?? otherwise);
    results.set(id, evaluateNode(type, read, param));
  }
  return results;
}

type Read = (port: string) => NaiveResult | undefined;
type Param = (name: string, otherwise?: number) => number;

function evaluateNode(type: string, read: Read, param: Param): NaiveResult {
  const ports = ['a', 'b', 'plus', 'values'].flatMap((port) => read(port) ?? []);
  if (ports.some(({ blocked }) => blocked)) return BLOCKED;
  switch (type) {
    case 'constant@1':
      return { isList: false, values: [{ value: param('value'), whole: true }] };
    case 'add@1':
      return zip([read('a'), read('b')], ([a = 0, b = 0]) => a + b + param('plus'));
    case 'sign@1':
      return zip([read('a')], ([a = 0]) => Math.sign(a));
    case 'refuse@1':
      return zip([read('a')], ([a = 0]) => (a === param('number') ? undefined : a));
    case 'fail@1':
      return zip([read('a')], () => undefined);
    case 'spread@1':
      return zip([read('a')], ([a = 0], index) => a + index * param('step', 1), param('count', 3));
    case 'total@1':
      return total(read);
    default:
      return sorted(read('values'));
  }
}

/** Element by element; what enters and is missing makes the element missing. */
function zip(
  inputs: readonly (NaiveResult | undefined)[],
  compute: (values: readonly (number | undefined)[], index: number) => number | undefined,
  own?: number,
): NaiveResult {
  const wired = inputs.flatMap((input) => input ?? []);
  const lengths = [...wired.filter(({ isList }) => isList).map(({ values }) => values.length), own ?? 1];
  const length = Math.max(...lengths);
  if (lengths.some((other) => other !== 1 && other !== length)) return BLOCKED;
  const values = Array.from({ length }, (_, index): NaiveValue | undefined => {
    const entering = inputs.map((input) => input?.values[input.values.length === 1 ? 0 : index]);
    if (inputs.some((input, at) => input && !entering[at])) return undefined;
    const value = compute(
      entering.map((input) => input?.value),
      index,
    );
    const whole = entering.every((input) => input?.whole ?? true);
    return value === undefined ? undefined : { value, whole };
  });
  return { isList: own !== undefined || wired.some(({ isList }) => isList), values };
}

function total(read: Read): NaiveResult {
  const { numbers, whole } = gather(read('values'));
  const sum = numbers.reduce((all, value, index) => all + (index + 1) * value, 0);
  const result = zip([read('plus')], ([plus = 0]) => (numbers.length === 0 ? undefined : sum + plus));
  return {
    ...result,
    values: result.values.map((value) => value && { ...value, whole: value.whole && whole }),
  };
}

function sorted(list: NaiveResult | undefined): NaiveResult {
  const { numbers, whole } = gather(list);
  const ordered = [...numbers].sort((a, b) => a - b);
  const values = list?.values.map((_, index) => {
    const value = ordered[index];
    return value === undefined ? undefined : { value, whole };
  });
  return { isList: true, values: values ?? [] };
}

/** What is there of a list. */
function gather(list: NaiveResult | undefined): {
  readonly numbers: readonly number[];
  readonly whole: boolean;
} {
  const there = list?.values.flatMap((value) => value ?? []) ?? [];
  return {
    numbers: there.map(({ value }) => value),
    whole: there.length === list?.values.length && there.every((value) => value.whole),
  };
}
