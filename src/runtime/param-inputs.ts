import { NodeError } from '../values/errors.ts';
import type { Value, ValueType } from '../values/value.ts';
import type { WorkflowNode } from './document.ts';
import type { InputSpec, NodeDeclaration } from './node.ts';
import type { NumberParam, ParamSpec, ParamValue } from './params.ts';
import { paramProblem, SEED_MAX } from './validate-params.ts';

/**
 * Parameters that are inputs too. A node of a document names them (`paramInputs`); each is a port `param:<name>` after
 * the node's own inputs. What is wired to it takes the place of the value that the document gives.
 */
const PREFIX = 'param:';

/** The port of a parameter. */
export function paramPort(param: string): string {
  return PREFIX + param;
}

/** The parameter that a port stands for; undefined for a node's own inputs. */
export function paramOfPort(port: string): string | undefined {
  return port.startsWith(PREFIX) ? port.slice(PREFIX.length) : undefined;
}

/**
 * What can be wired to a parameter. Files, crops, strokes and handles belong to the node's own picture: no value
 * stands for them.
 */
export function typeOfParam({ kind }: ParamSpec): ValueType | undefined {
  switch (kind) {
    case 'number':
    case 'seed':
      return 'Number';
    case 'boolean':
      return 'Boolean';
    case 'choice':
    case 'text':
      return 'Text';
    case 'keyframes':
      return 'Keyframes';
    default:
      return undefined;
  }
}

/** Can this parameter become an input? How many elements a list has must be known before anything runs. */
export function canBeInput({ params, elements }: NodeDeclaration, param: string): boolean {
  const spec = Object.hasOwn(params, param) ? params[param] : undefined;
  const isLength = elements !== undefined && 'param' in elements && elements.param === param;
  return spec !== undefined && !isLength && typeOfParam(spec) !== undefined;
}

/** Is something wired to this parameter? */
export function isParamWired(node: Pick<WorkflowNode, 'inputs'> | undefined, param: string): boolean {
  return node?.inputs !== undefined && Object.hasOwn(node.inputs, paramPort(param));
}

/** Parameters of a node that are inputs, in the declaration's order: named by the document, or wired. */
function inputParams(declaration: NodeDeclaration, node: WorkflowNode): readonly string[] {
  if (!node.paramInputs?.length && !hasParamPort(node.inputs)) return NONE;
  return Object.keys(declaration.params).filter(
    (param) =>
      (node.paramInputs?.includes(param) || isParamWired(node, param)) && canBeInput(declaration, param),
  );
}

const NONE: readonly string[] = [];

function hasParamPort(inputs: Readonly<Record<string, unknown>> | undefined): boolean {
  for (const port in inputs) if (port.startsWith(PREFIX)) return true;
  return false;
}

/** Nodes of one type with the same inputs share what is derived for them. */
const derived = new WeakMap<NodeDeclaration, Map<string, NodeDeclaration>>();

/** The declaration as one node of a document has it: with a port for each parameter that is an input. */
export function withParamInputs(declaration: NodeDeclaration, node: WorkflowNode): NodeDeclaration {
  const names = inputParams(declaration, node);
  if (names.length === 0) return declaration;
  const key = names.join(' ');
  const siblings = derived.get(declaration) ?? new Map<string, NodeDeclaration>();
  derived.set(declaration, siblings);
  const known = siblings.get(key);
  if (known) return known;
  const made = derive(declaration, names);
  siblings.set(key, made);
  return made;
}

function derive(declaration: NodeDeclaration, names: readonly string[]): NodeDeclaration {
  const inputs: Record<string, InputSpec> = { ...declaration.inputs };
  for (const name of names) {
    const spec = declaration.params[name];
    const type = spec && typeOfParam(spec);
    if (!spec || !type) continue;
    // Its label is that of the parameter in the language of the moment.
    inputs[paramPort(name)] = {
      type,
      optional: true,
      get label() {
        return spec.label;
      },
    };
  }
  const own: PropertyDescriptorMap = { inputs: { value: inputs, enumerable: true } };
  // Which parameters it will have is not known when it is planned.
  if (declaration.drawsOnGpu) own.drawsOnGpu = { value: () => true, enumerable: true };
  return Object.defineProperties(
    { ...declaration },
    { ...Object.getOwnPropertyDescriptors(declaration), ...own },
  );
}

/** Inputs and parameters as the node's code receives them. */
interface Received {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Puts what was wired to parameters in their place.
 * @param notice hears of values that had to be rounded or limited
 * @throws {NodeError} `param-input` when a value cannot be that parameter's
 */
export function receiveParams(
  declaration: NodeDeclaration,
  inputs: Readonly<Record<string, unknown>>,
  params: Readonly<Record<string, unknown>>,
  notice: (message: string) => void,
): Received {
  if (!hasParamPort(inputs)) return { inputs, params };
  const ports = Object.keys(inputs).filter((port) => paramOfPort(port) !== undefined);
  const own: Record<string, unknown> = { ...inputs };
  const given: Record<string, unknown> = { ...params };
  for (const port of ports) {
    delete own[port];
    const name = paramOfPort(port) ?? '';
    const spec = Object.hasOwn(declaration.params, name) ? declaration.params[name] : undefined;
    if (spec) given[name] = paramFromValue(spec, inputs[port] as Value, notice);
  }
  return { inputs: own, params: given };
}

/** A value as a parameter: numbers are rounded and limited, names of choices found, all else must fit as it is. */
function paramFromValue(spec: ParamSpec, value: Value, notice: (message: string) => void): ParamValue {
  const plain = plainValue(spec, value);
  const problem = plain === undefined ? `it is ${value.type}` : paramProblem(spec, plain);
  if (problem !== undefined || plain === undefined) {
    const message =
      spec.kind === 'choice' && value.type === 'Text'
        ? `"${spec.label}" knows no "${value.value}": it takes ${spec.options.map(({ label }) => label).join(', ')}.`
        : `"${spec.label}" cannot take what is wired to it: ${problem}.`;
    throw new NodeError(
      'param-input',
      message,
      'Change the value that feeds it, or cut the wire to use the setting.',
    );
  }
  if (value.type === 'Number' && plain !== value.value) {
    notice(`${spec.label}: ${value.value} was taken as ${String(plain)}.`);
  }
  return plain;
}

function plainValue(spec: ParamSpec, value: Value): ParamValue | undefined {
  switch (value.type) {
    case 'Number':
      if (spec.kind === 'seed') return limited(Math.round(value.value), 0, SEED_MAX);
      return spec.kind === 'number' ? onSteps(spec, value.value) : undefined;
    case 'Boolean':
      return value.value;
    case 'Text':
      return spec.kind === 'choice' ? choiceNamed(spec, value.value) : value.value;
    case 'Keyframes':
      return value.tracks;
    default:
      return undefined;
  }
}

/** Whole numbers stay whole; finer steps are only those of a slider. */
function onSteps({ min, max, step }: NumberParam, value: number): number {
  return limited(Number.isInteger(step) && Number.isInteger(min) ? Math.round(value) : value, min, max);
}

function limited(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

/** A choice by its value or by its name, in any case of letters. */
function choiceNamed({ options }: Extract<ParamSpec, { kind: 'choice' }>, text: string): string {
  const asked = text.trim().toLowerCase();
  const found = options.find(({ value, label }) =>
    [value, label].some((name) => name.toLowerCase() === asked),
  );
  return found?.value ?? text;
}
