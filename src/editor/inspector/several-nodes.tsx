import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  type LucideIcon,
} from 'lucide-react';
import { type CommandId, keysOfCommand } from '../shell/bindings.ts';
import { type Command, commands } from '../shell/commands.ts';
import { IconButton } from '../shell/icon-button.tsx';
import { showKeys } from '../shell/show-keys.ts';
import { canvasStrings } from '../strings/canvas-en.ts';
import { Changeable, LockedNote } from './changeable.tsx';

const ALIGN: readonly (readonly [CommandId, LucideIcon])[] = [
  ['alignLeft', AlignStartVertical],
  ['alignCentre', AlignCenterVertical],
  ['alignRight', AlignEndVertical],
  ['alignTop', AlignStartHorizontal],
  ['alignMiddle', AlignCenterHorizontal],
  ['alignBottom', AlignEndHorizontal],
  ['spreadX', AlignHorizontalDistributeCenter],
  ['spreadY', AlignVerticalDistributeCenter],
];
const ACTIONS: readonly CommandId[] = ['group', 'subgraph', 'duplicate', 'copy', 'bypass', 'pin', 'remove'];

/** What can be done with several selected nodes at once. */
export default function SeveralNodes() {
  return (
    <section className="inspector-section several-nodes">
      <LockedNote />
      <Changeable>
        <h2>{canvasStrings.align.title}</h2>
        <div className="several-align">
          {ALIGN.map(([id, Icon]) => (
            <IconButton key={id} label={commands[id].label} onClick={commands[id].perform}>
              <Icon size={16} aria-hidden />
            </IconButton>
          ))}
        </div>
        <div className="menu-separator" />
        {ACTIONS.map((id) => (
          <Action key={id} id={id} />
        ))}
      </Changeable>
    </section>
  );
}

function Action({ id }: { readonly id: CommandId }) {
  const command: Command = commands[id];
  const { label, perform } = command;
  const keys = keysOfCommand(command);
  return (
    <button type="button" className="menu-item" onClick={perform}>
      {label}
      {keys !== undefined && <kbd>{showKeys(keys)}</kbd>}
    </button>
  );
}
