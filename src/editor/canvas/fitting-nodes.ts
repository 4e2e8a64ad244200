import { typesFit } from '../../runtime/connection.ts';
import type { NodeDeclaration, PortType } from '../../runtime/node.ts';
import type { NodeRegistry } from '../../runtime/registry.ts';

/** A type of node that a wire could lead to, or come from, and the first of its ports that fits. */
export interface FittingNode {
  readonly declaration: NodeDeclaration;
  readonly port: string;
  readonly label: string;
}

/** All types of nodes that take what an output gives, or give what an input takes. */
export function fittingNodes(
  registry: NodeRegistry,
  type: PortType,
  side: 'input' | 'output',
): FittingNode[] {
  return registry.all().flatMap((candidate) => {
    const ports = Object.entries(side === 'output' ? candidate.inputs : candidate.outputs);
    const found = ports.find(([, spec]) =>
      side === 'output' ? typesFit(type, spec.type) : typesFit(spec.type, type),
    );
    return found ? [{ declaration: candidate, port: found[0], label: found[1].label }] : [];
  });
}
