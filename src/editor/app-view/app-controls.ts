import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { isParamWired } from '../../runtime/param-inputs.ts';
import type { ParamSpec, ParamValue } from '../../runtime/params.ts';
import { type NodeRegistry, splitPortReference } from '../../runtime/registry.ts';
import type { Draft } from '../document/history.ts';

/** A parameter that the app view shows. */
export interface AppControl {
  /** `node.param` */
  readonly reference: string;
  readonly node: NodeId;
  readonly name: string;
  readonly spec: ParamSpec;
  /** As the document has it; undefined means the default. */
  readonly given: ParamValue | undefined;
  /** Name of the node, as people know it. */
  readonly nodeTitle: string;
}

/** The controls of the app view in their order; those whose node or parameter is unknown are left out. */
export function appControls(document: WorkflowDocument, registry: NodeRegistry): AppControl[] {
  return (document.app?.controls ?? []).flatMap((reference) => {
    const parts = splitPortReference(reference);
    const node = parts && document.nodes[parts.node];
    const declaration = node && registry.get(node.type);
    const spec = parts && declaration?.params[parts.port];
    // What a wire sets is nobody's to set.
    if (!parts || !node || !declaration || !spec || isParamWired(node, parts.port)) return [];
    const nodeTitle = node.label ?? declaration.title;
    const { node: id, port: name } = parts;
    return [{ reference, node: id, name, spec, given: node.params?.[name], nodeTitle }];
  });
}

/** Adds a parameter at the end of the app view, or takes it out. */
export function toggleControl(draft: Draft<WorkflowDocument>, reference: string): void {
  const controls = draft.app?.controls ?? [];
  const next = controls.includes(reference)
    ? controls.filter((other) => other !== reference)
    : [...controls, reference];
  draft.app = { ...draft.app, controls: next };
}

/**
 * Moves a control by places among those that are shown; at an end it stays.
 * @param shown references of the shown controls in order: hidden ones in between do not count
 */
export function moveControl(
  draft: Draft<WorkflowDocument>,
  reference: string,
  by: 1 | -1,
  shown: readonly string[],
): void {
  const controls = draft.app?.controls;
  const neighbour = shown[shown.indexOf(reference) + by];
  if (!controls || !shown.includes(reference) || neighbour === undefined) return;
  const from = controls.indexOf(reference);
  const to = controls.indexOf(neighbour);
  controls[from] = neighbour;
  controls[to] = reference;
}
