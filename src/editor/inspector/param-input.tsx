import { LocateFixed, Plug, Unplug } from 'lucide-react';
import { useMemo } from 'react';
import type { NodeId } from '../../runtime/document.ts';
import { canBeInput, paramPort } from '../../runtime/param-inputs.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { outputName } from '../connect/connect-choices.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { disconnect, setParamInput } from '../document/edits.ts';
import { registry } from '../registry.ts';
import { IconButton } from '../shell/icon-button.tsx';
import { strings } from '../strings/en.ts';
import { paramInputStrings } from '../strings/param-inputs-en.ts';

interface ParamOfNode {
  readonly node: NodeId;
  readonly name: string;
  readonly label: string;
}

/** Whether a parameter is an input of its node, can become one, and what is wired to it. */
export function useParamInput(node: NodeId, name: string) {
  const instance = useDocument((state) => state.document.nodes[node]);
  const declaration = registry.of(instance);
  const isInput = declaration !== undefined && Object.hasOwn(declaration.inputs, paramPort(name));
  const canBe = declaration !== undefined && canBeInput(declaration, name);
  return { isInput, canBe, source: isInput ? instance?.inputs?.[paramPort(name)] : undefined };
}

/** Makes a parameter an input of its node, or a setting alone again. */
export function toggleParamInput({ node, name, label }: ParamOfNode, on: boolean): void {
  const { make, undo } = paramInputStrings.steps;
  edit((on ? make : undo)(label), (draft) => setParamInput(draft, node, name, on));
}

/** Beside a parameter's name: makes it an input, or takes that back. */
export function ParamInputButton(param: ParamOfNode) {
  const { isInput, canBe } = useParamInput(param.node, param.name);
  if (!canBe) return null;
  return (
    <button
      type="button"
      className="icon-button field-promote"
      title={isInput ? paramInputStrings.undo : paramInputStrings.make}
      aria-label={`${paramInputStrings.make}: ${param.label}`}
      aria-pressed={isInput}
      onClick={() => toggleParamInput(param, !isInput)}
    >
      <Plug size={13} aria-hidden />
    </button>
  );
}

/** In place of a parameter's control: what sets it. */
export function WiredParam({ node, name, source }: Omit<ParamOfNode, 'label'> & { readonly source: string }) {
  const document = useDocument((state) => state.document);
  const title = useMemo(() => outputName(document, registry, source), [document, source]);
  const feeder = splitPortReference(source)?.node;
  const { wired, goTo, cut } = paramInputStrings;
  return (
    <div className="field-wired">
      <Plug size={13} aria-hidden />
      <span>{wired(title)}</span>
      <IconButton
        label={goTo}
        disabled={feeder === undefined || !Object.hasOwn(document.nodes, feeder)}
        onClick={() => feeder !== undefined && select([feeder])}
      >
        <LocateFixed size={14} aria-hidden />
      </IconButton>
      <IconButton
        label={cut}
        onClick={() => edit(strings.steps.disconnect, (draft) => disconnect(draft, node, paramPort(name)))}
      >
        <Unplug size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
