import { type NodeProps, NodeResizer } from '@xyflow/react';
import { Maximize2, Play, PowerOff, Trash2 } from 'lucide-react';
import { memo } from 'react';
import { burst } from '../document/bursts.ts';
import { edit, useDocument } from '../document/document-store.ts';
import { changeGroup, findItem, SMALLEST_GROUP, splitFurnitureId } from '../document/furniture-edits.ts';
import { GRID } from '../document/place.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { editWords, useCanvasSelection } from './canvas-selection.ts';
import type { FlowNode } from './flow-elements.ts';
import './furniture.css';
import {
  fitGroups,
  isGroupBypassed,
  removePieces,
  runGroups,
  toggleGroupBypass,
} from './furniture-actions.ts';
import { FurnitureToolbar, shownColour } from './furniture-toolbar.tsx';
import { nodesInGroup } from './group-members.ts';
import { resizeStep } from './resize-keys.ts';
import { WordsField } from './words-field.tsx';

/** A named frame on the canvas. Its title bar moves it and all that lies in it. */
export const GroupFrame = memo(function GroupFrame({ id, selected }: NodeProps<FlowNode>) {
  const name = splitFurnitureId(id)?.id ?? '';
  const group = useDocument((state) => findItem(state.document.view?.groups, name));
  const count = useDocument((state) => nodesInGroup(state.document, name).length);
  const isEditing = useCanvasSelection((state) => state.editing === id);
  if (!group) return null;
  const colour = shownColour(group.colour);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = resizeStep(event);
    if (!step) return;
    const size = { width: group.width + step.x * GRID, height: group.height + step.y * GRID };
    edit(graphStrings.group.resize, (draft) => changeGroup(draft, name, size), burst(`resize ${id}`));
  };
  return (
    <section
      className={`group-frame tint-${colour} ${selected ? 'selected' : ''}`}
      aria-label={graphStrings.group.name(group.title, count)}
      onKeyDown={onKeyDown}
    >
      <NodeResizer
        isVisible={selected}
        minWidth={SMALLEST_GROUP.width}
        minHeight={SMALLEST_GROUP.height}
        onResizeEnd={(_event, { x, y, width, height }) =>
          edit(graphStrings.group.resize, (draft) => changeGroup(draft, name, { x, y, width, height }))
        }
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: F2 does the same */}
      <header className="group-header" onDoubleClick={() => editWords(id)}>
        {isEditing ? (
          <WordsField
            label={graphStrings.group.title}
            text={group.title}
            onEnd={(title) => edit(graphStrings.group.rename, (draft) => changeGroup(draft, name, { title }))}
          />
        ) : (
          <span className="group-title">{group.title}</span>
        )}
      </header>
      {selected && <GroupToolbar id={id} name={name} colour={colour} />}
    </section>
  );
});

interface GroupToolbarProps {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
}

function GroupToolbar({ id, name, colour }: GroupToolbarProps) {
  const { run, fit, bypass, enable, remove } = graphStrings.group;
  const bypassed = useDocument(() => isGroupBypassed(name));
  const actions = [
    { label: run, Icon: Play, perform: runGroups },
    { label: fit, Icon: Maximize2, perform: fitGroups },
    { label: bypassed ? enable : bypass, Icon: PowerOff, perform: toggleGroupBypass, pressed: bypassed },
    { label: remove, Icon: Trash2, perform: () => removePieces([], [id], remove) },
  ];
  return (
    <FurnitureToolbar id={id} colour={colour}>
      {actions.map(({ label, Icon, perform, pressed }) => (
        <button
          key={label}
          type="button"
          title={label}
          aria-label={label}
          aria-pressed={pressed}
          onClick={perform}
        >
          <Icon size={14} aria-hidden />
        </button>
      ))}
    </FurnitureToolbar>
  );
}
