import { NodeToolbar, Position } from '@xyflow/react';
import type { ReactNode } from 'react';
import { FURNITURE_COLOURS } from '../document/furniture-edits.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { paintFurniture } from './furniture-actions.ts';

interface FurnitureToolbarProps {
  readonly id: string;
  readonly colour: string;
  readonly children?: ReactNode;
}

/** What can be done with the selected group or note, and its colours. */
export function FurnitureToolbar({ id, colour, children }: FurnitureToolbarProps) {
  return (
    <NodeToolbar position={Position.Top} offset={8} className="node-toolbar">
      {children}
      <fieldset className="swatches">
        <legend className="visually-hidden">{graphStrings.colour}</legend>
        {FURNITURE_COLOURS.map((name) => (
          <button
            key={name}
            type="button"
            className={`swatch tint-${name}`}
            title={graphStrings.colourName[name]}
            aria-label={graphStrings.colourName[name]}
            aria-pressed={name === colour}
            onClick={() => paintFurniture(id, name)}
          />
        ))}
      </fieldset>
    </NodeToolbar>
  );
}

/** The name of a colour that is shown; unknown ones are grey. */
export function shownColour(colour: string | undefined): string {
  return FURNITURE_COLOURS.find((name) => name === colour) ?? FURNITURE_COLOURS[0];
}
