import { type NodeProps, NodeResizer } from '@xyflow/react';
import { Pencil, Trash2 } from 'lucide-react';
import { memo } from 'react';
import { burst } from '../document/bursts.ts';
import { edit, useDocument } from '../document/document-store.ts';
import {
  changeNote,
  findItem,
  noteBox,
  SMALLEST_NOTE,
  splitFurnitureId,
} from '../document/furniture-edits.ts';
import { GRID } from '../document/place.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { editWords, useCanvasSelection } from './canvas-selection.ts';
import type { FlowNode } from './flow-elements.ts';
import './furniture.css';
import { removePieces } from './furniture-actions.ts';
import { FurnitureToolbar, shownColour } from './furniture-toolbar.tsx';
import { resizeStep } from './resize-keys.ts';
import { WordsField } from './words-field.tsx';

/** Characters of a note that name it to screen readers. */
const SPOKEN_CHARACTERS = 120;

/** A card of plain text on the canvas. */
export const NoteCard = memo(function NoteCard({ id, selected }: NodeProps<FlowNode>) {
  const name = splitFurnitureId(id)?.id ?? '';
  const note = useDocument((state) => findItem(state.document.view?.notes, name));
  const isEditing = useCanvasSelection((state) => state.editing === id);
  if (!note) return null;
  const words = graphStrings.note;
  const { width, height } = noteBox(note);
  const change = (label: string, to: Parameters<typeof changeNote>[2], gesture?: string) =>
    edit(label, (draft) => changeNote(draft, name, to), gesture);
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = resizeStep(event);
    if (!step) return;
    const size = { width: width + step.x * GRID, height: height + step.y * GRID };
    change(words.resize, size, burst(`resize ${id}`));
  };
  const spoken = [note.title, note.text].filter(Boolean).join(': ').slice(0, SPOKEN_CHARACTERS);
  return (
    <section
      className={`note-card tint-${shownColour(note.colour)} ${selected ? 'selected' : ''}`}
      aria-label={words.name(spoken)}
      onDoubleClick={() => editWords(id)}
      onKeyDown={onKeyDown}
    >
      <NodeResizer
        isVisible={selected}
        minWidth={SMALLEST_NOTE.width}
        minHeight={SMALLEST_NOTE.height}
        onResizeEnd={(_event, { x, y, width: wide, height: high }) =>
          change(words.resize, { x, y, width: wide, height: high })
        }
      />
      {note.title !== undefined && <strong className="note-title">{note.title}</strong>}
      {isEditing ? (
        <WordsField
          multiline
          label={words.text}
          text={note.text}
          placeholder={words.placeholder}
          onEnd={(text) => change(words.write, { text })}
        />
      ) : (
        <p className={`note-text nowheel ${note.text === '' ? 'quiet' : ''}`}>
          {note.text || words.placeholder}
        </p>
      )}
      {selected && (
        <FurnitureToolbar id={id} colour={shownColour(note.colour)}>
          <button type="button" title={words.edit} aria-label={words.edit} onClick={() => editWords(id)}>
            <Pencil size={14} aria-hidden />
          </button>
          <button
            type="button"
            title={words.remove}
            aria-label={words.remove}
            onClick={() => removePieces([], [id], words.remove)}
          >
            <Trash2 size={14} aria-hidden />
          </button>
        </FurnitureToolbar>
      )}
    </section>
  );
});
