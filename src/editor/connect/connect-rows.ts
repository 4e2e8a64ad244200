import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { fittingNodes } from '../canvas/fitting-nodes.ts';
import { registry } from '../registry.ts';
import { connectStrings } from '../strings/connect-en.ts';
import { strings } from '../strings/en.ts';
import { typeName } from '../strings/types.ts';
import {
  type PortChoice,
  portChoices,
  type TargetChoice,
  targetChoices,
  type UnfitNode,
  wireChoices,
} from './connect-choices.ts';
import { connectTo, connectToNew, cutWire } from './make-wires.ts';

/** A line of the connect palette. */
export interface Row {
  readonly id: string;
  readonly label: string;
  /** Said behind the label: what is wired now, or why it does not fit. */
  readonly note: string;
  /** Class names of the coloured dot. */
  readonly mark: string;
  /** Further words to be found by. */
  readonly keywords: readonly string[];
  /** Undefined where it does not fit. */
  readonly perform?: () => void;
  /** Leads to another list instead of to an end. */
  readonly keepsOpen?: true;
}

export interface RowGroup {
  readonly name: string;
  readonly rows: readonly Row[];
}

/** What is asked for, and the answers to choose from. */
export interface Question {
  readonly heading: string;
  readonly groups: readonly RowGroup[];
}

/** Which port of the node? */
export function chooseRows(
  document: WorkflowDocument,
  node: NodeId,
  title: string,
  onChoose: (port: PortChoice) => void,
): Question {
  const rows = (side: PortChoice['side']) =>
    portChoices(document, registry, node).flatMap((choice): Row[] => {
      if (choice.side !== side) return [];
      const { port, label, type, wiredTo } = choice;
      const { gives, takes, wiredTo: now } = connectStrings;
      const facts = side === 'output' ? gives(typeName(type)) : takes(typeName(type));
      return [
        {
          id: `${side} ${port}`,
          label,
          note: wiredTo.length > 0 ? `${facts}, ${now(wiredTo.join(', '))}` : facts,
          mark: `port-dot type-${type.toLowerCase()}`,
          keywords: [type, facts],
          perform: () => onChoose(choice),
          keepsOpen: true,
        },
      ];
    });
  return {
    heading: connectStrings.choosePort(title),
    groups: [
      { name: strings.inspector.outputs, rows: rows('output') },
      { name: strings.inspector.inputs, rows: rows('input') },
    ],
  };
}

/** Where from this port? */
export function targetRows(document: WorkflowDocument, end: PortChoice, title: string): Question {
  const endName = `${title} · ${end.label}`;
  const { fitting, unfit } = targetChoices(document, registry, end);
  const row = (target: TargetChoice): Row => {
    const { node, port, label, category, isPresent, replaces } = target;
    const note = isPresent
      ? connectStrings.present
      : replaces === undefined
        ? ''
        : connectStrings.replaces(replaces);
    const perform = isPresent ? {} : { perform: () => connectTo(end, endName, target) };
    return { id: `${node}.${port}`, label, note, mark: dot(category), keywords: [node], ...perform };
  };
  const rows = (isPresent: boolean) => fitting.filter((target) => target.isPresent === isPresent).map(row);
  const added = fittingNodes(registry, end.type, end.side).map((choice): Row => {
    const { type, title: name, category, keywords } = choice.declaration;
    return {
      id: `new ${type}`,
      label: name,
      note: connectStrings.adds(choice.label),
      mark: dot(category),
      keywords,
      perform: () => connectToNew(end, choice),
    };
  });
  const others = unfit.map((node): Row => {
    const note = reasonOf(node.why, end);
    return { id: `unfit ${node.node}`, label: node.title, note, mark: dot(node.category), keywords: [] };
  });
  return {
    heading: connectStrings[end.side === 'output' ? 'chooseTarget' : 'chooseSource'](endName),
    groups: [
      { name: connectStrings.fitting, rows: rows(false) },
      { name: connectStrings.newNode, rows: added },
      { name: connectStrings.isPresent, rows: rows(true) },
      { name: connectStrings.unfit, rows: others },
    ],
  };
}

/** Which wire of the node? */
export function wireRows(document: WorkflowDocument, node: NodeId, title: string): Question {
  const rows = wireChoices(document, registry, node).map((wire): Row => {
    const type = registry.of(document.nodes[wire.node])?.inputs[wire.port]?.type ?? 'other';
    return {
      id: `${wire.node}.${wire.port}`,
      label: connectStrings.wire(wire.from, wire.to),
      note: '',
      mark: `port-dot type-${type.toLowerCase()}`,
      keywords: [],
      perform: () => cutWire(wire, node),
    };
  });
  return { heading: connectStrings.chooseWire(title), groups: [{ name: connectStrings.fitting, rows }] };
}

function reasonOf(why: UnfitNode['why'], end: PortChoice): string {
  const isOutput = end.side === 'output';
  switch (why.kind) {
    case 'no-port':
      return isOutput ? connectStrings.noInput : connectStrings.noOutput;
    case 'circle':
      return connectStrings.circle;
    case 'types': {
      const types = why.types.map(typeName).join(', ');
      return connectStrings[isOutput ? 'unfitTypes' : 'unfitGives'](types, typeName(end.type));
    }
  }
}

function dot(category: string): string {
  return `dot category-${category}`;
}
