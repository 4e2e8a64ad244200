import { burst } from '../document/bursts.ts';
import {
  hideParam,
  labelMember,
  type MemberKind,
  moveMember,
  removeDefinition,
  removeInput,
  removeOutput,
  renameDefinition,
  unusedDefinitions,
} from '../document/definition-edits.ts';
import { editAt, editWhole, useDocument } from '../document/document-store.ts';
import { prefixOf } from '../document/places.ts';
import { makeUnique } from '../document/subgraph-edits.ts';
import { toast } from '../notices/toast.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { subgraphStrings as strings } from '../strings/subgraphs-en.ts';

/** Gives the instance whose inside is shown a definition of its own. */
export function makeShownUnique(): void {
  const { place } = useDocument.getState();
  const around = place.slice(0, -1);
  const instance = prefixOf(around) + (place.at(-1) ?? '');
  editAt(around, graphStrings.subgraph.unique, (draft) =>
    makeUnique(draft, instance, graphStrings.subgraph.copy),
  );
}

/** Names a subgraph, for all its instances. A burst of typing is one step. */
export function nameDefinition(id: string, name: string): void {
  editWhole(
    strings.steps.rename,
    (draft) => renameDefinition(draft, id, name),
    burst(`rename subgraph ${id}`),
  );
}

/** Names a port or setting of a subgraph; wires and values stay with it. */
export function nameMember(id: string, kind: MemberKind, member: string, label: string): void {
  const step = kind === 'params' ? strings.steps.renameParam : strings.steps.renamePort;
  const gesture = burst(`rename ${kind} ${id} ${member}`);
  editWhole(step, (draft) => labelMember(draft, id, kind, member, label), gesture);
}

/** Moves a port or setting of a subgraph by one place in its list. */
export function shiftMember(id: string, kind: MemberKind, member: string, by: 1 | -1): void {
  const step = kind === 'params' ? strings.steps.moveParam : strings.steps.movePort;
  editWhole(step, (draft) => moveMember(draft, id, kind, member, by));
}

/** Takes a port or setting away from all instances of a subgraph, with wires and values. */
export function removeMember(id: string, kind: MemberKind, member: string): void {
  const remove = { inputs: removeInput, outputs: removeOutput, params: hideParam }[kind];
  const step = kind === 'params' ? strings.steps.hide : strings.steps.removePort;
  editWhole(step, (draft) => remove(draft, id, member));
}

/** Deletes a definition with all its instances. */
export function deleteDefinition(id: string): void {
  const name = useDocument.getState().whole.subgraphs?.[id]?.name ?? id;
  let count = 0;
  editWhole(strings.steps.delete, (draft) => {
    count = removeDefinition(draft, id);
  });
  toast.success(strings.deleted(name, count));
}

/** Deletes all definitions that no instance stands for. */
export function deleteUnused(): void {
  const unused = unusedDefinitions(useDocument.getState().whole);
  if (unused.length === 0) {
    toast.message(strings.noUnused);
    return;
  }
  editWhole(strings.deleteUnused, (draft) => {
    for (const id of unused) removeDefinition(draft, id);
  });
  toast.success(strings.unusedDeleted(unused.length));
}
