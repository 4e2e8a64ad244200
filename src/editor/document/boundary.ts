import type { NodeId, SubgraphDefinition, WorkflowDocument } from '../../runtime/document.ts';
import type { InputSpec, NodeDeclaration, OutputSpec, PortType } from '../../runtime/node.ts';
import { splitTypeReference } from '../../runtime/registry.ts';
import { OWN_INPUTS } from '../../runtime/subgraph-type.ts';
import { subgraphStrings } from '../strings/subgraphs-en.ts';

/**
 * Inside of a subgraph its inputs and outputs are shown as two nodes: one gives what comes in, the other takes what
 * goes out. Documents have no such nodes; `shown-graph.ts` puts them in. Ids of nodes hold no dot, so none collide.
 */

export const INPUTS_NODE = OWN_INPUTS;
export const OUTPUTS_NODE = '.outputs';

/** The port of these nodes that becomes a new one when it is wired. Names of ports begin with no space. */
export const NEW_PORT = ' new';

const INPUTS_TYPE = 'inputs-of';
const OUTPUTS_TYPE = 'outputs-of';

export type BoundarySide = 'inputs' | 'outputs';

/** Which of the two nodes an id of the shown graph means; undefined for nodes of the document. */
export function boundarySide(id: NodeId): BoundarySide | undefined {
  if (id.endsWith(`/${INPUTS_NODE}`)) return 'inputs';
  return id.endsWith(`/${OUTPUTS_NODE}`) ? 'outputs' : undefined;
}

export function boundaryType(side: BoundarySide, definition: string): string {
  return `${side === 'inputs' ? INPUTS_TYPE : OUTPUTS_TYPE}:${definition}`;
}

/** What all ids of a shown graph begin with: '' for a document's own graph, `eyes/` inside of the instance `eyes`. */
export function prefixIn({ nodes }: Pick<WorkflowDocument, 'nodes'>): string {
  // The node of the inputs comes first.
  for (const id in nodes) {
    return boundarySide(id) === 'inputs' ? id.slice(0, -INPUTS_NODE.length) : '';
  }
  return '';
}

/** An id as the graph itself has it. */
export function withoutPrefix(prefix: string, id: string): string {
  return id.startsWith(prefix) ? id.slice(prefix.length) : id;
}

/** The subgraph of which a type is the inputs or outputs. */
export function boundaryOf(
  type: string,
): { readonly side: BoundarySide; readonly definition: string } | undefined {
  const name = splitTypeReference(type).type;
  if (name.startsWith(`${INPUTS_TYPE}:`)) {
    return { side: 'inputs', definition: name.slice(INPUTS_TYPE.length + 1) };
  }
  return name.startsWith(`${OUTPUTS_TYPE}:`)
    ? { side: 'outputs', definition: name.slice(OUTPUTS_TYPE.length + 1) }
    : undefined;
}

const declared = new WeakMap<object, NodeDeclaration>();

/** The inputs or outputs of a subgraph as a node type, with a port to wire a new one to. */
export function boundaryDeclaration(side: BoundarySide, id: string, of: SubgraphDefinition): NodeDeclaration {
  const ports = of[side];
  const known = declared.get(ports);
  const title = subgraphStrings[side];
  // In another language the words are others.
  if (known?.title === title && known.type === boundaryType(side, id)) return known;
  const declaration = declare(side, id, of);
  declared.set(ports, declaration);
  return declaration;
}

function declare(side: BoundarySide, id: string, of: SubgraphDefinition): NodeDeclaration {
  const { inputs, outputs, newInput, newOutput, inputsSummary, outputsSummary } = subgraphStrings;
  const isInputs = side === 'inputs';
  const given = Object.entries(of[side]).map(
    ([port, { type, label }]) => [port, { type: type as PortType, label: label ?? port }] as const,
  );
  const fresh = [NEW_PORT, { type: 'Any', label: isInputs ? newInput : newOutput }] as const;
  const ports = Object.fromEntries([...given, fresh]);
  return {
    type: boundaryType(side, id),
    version: 1,
    implementation: 1,
    title: isInputs ? inputs : outputs,
    summary: isInputs ? inputsSummary : outputsSummary,
    category: 'subgraph',
    keywords: [],
    lane: 'cpu',
    purity: 'pure',
    inputs: isInputs ? {} : (ports as Record<string, InputSpec>),
    outputs: isInputs ? (ports as Record<string, OutputSpec>) : {},
    params: {},
    typicalMs: 0,
    load: () => Promise.reject(new TypeError(`${id} is a boundary and has no code`)),
  };
}
