import type { WorkflowNode } from './document.ts';
import type { NodeDeclaration } from './node.ts';
import { withParamInputs } from './param-inputs.ts';

/** The node types that this build knows. Look-ups go through a Map: names come from untrusted documents. */
export class NodeRegistry {
  readonly #byType: ReadonlyMap<string, NodeDeclaration>;

  /** @throws {TypeError} when two declarations share a type. */
  constructor(declarations: readonly NodeDeclaration[]) {
    const byType = new Map<string, NodeDeclaration>();
    for (const declaration of declarations) {
      if (byType.has(declaration.type))
        throw new TypeError(`node type ${declaration.type} is declared twice`);
      byType.set(declaration.type, declaration);
    }
    this.#byType = byType;
  }

  /** @param reference `type@version` as documents write it; the version is ignored here */
  get(reference: string): NodeDeclaration | undefined {
    return this.#byType.get(splitTypeReference(reference).type);
  }

  /** The declaration as a node of a document has it: with ports for the parameters that are inputs there. */
  of(node: WorkflowNode | undefined): NodeDeclaration | undefined {
    const declaration = node && this.get(node.type);
    return declaration && withParamInputs(declaration, node);
  }

  all(): readonly NodeDeclaration[] {
    return [...this.#byType.values()];
  }
}

/** `crop@2` -> type `crop`, version 2; without a version, 1. */
export function splitTypeReference(reference: string): { readonly type: string; readonly version: number } {
  const at = reference.lastIndexOf('@');
  if (at <= 0) return { type: reference, version: 1 };
  const version = Number(reference.slice(at + 1));
  return Number.isInteger(version) && version > 0
    ? { type: reference.slice(0, at), version }
    : { type: reference, version: 1 };
}

/** `photo.image` -> node `photo`, port `image`; undefined when it is no reference. */
export function splitPortReference(
  reference: string,
): { readonly node: string; readonly port: string } | undefined {
  const dot = reference.lastIndexOf('.');
  if (dot <= 0 || dot === reference.length - 1) return undefined;
  return { node: reference.slice(0, dot), port: reference.slice(dot + 1) };
}
