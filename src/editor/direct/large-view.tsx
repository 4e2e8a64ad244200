import { Maximize2, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { strings } from '../strings/en.ts';
import './direct.css';

/** Longest side of a picture that is worked on, px: in the inspector, and in the large view. */
const SIDES = { inspector: 384, large: 768 } as const;

interface LargeViewProps {
  /** What the button says. */
  readonly label: string;
  readonly title: string;
  /** @param side longest side of the picture, px */
  readonly children: (side: number) => ReactNode;
}

/** Something to work on in the inspector, with a button that shows the same as large as the window allows. */
export function LargeView({ label, title, children }: LargeViewProps) {
  const [isLarge, setLarge] = useState(false);
  return (
    <div className="direct">
      {children(SIDES.inspector)}
      <Dialog.Root open={isLarge} onOpenChange={setLarge}>
        <Dialog.Trigger className="button">
          <Maximize2 size={14} aria-hidden /> {label}
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="dialog-overlay" />
          <Dialog.Content className="dialog dialog-direct" aria-describedby={undefined}>
            <Dialog.Title className="dialog-title">{title}</Dialog.Title>
            <Dialog.Close className="icon-button dialog-close" aria-label={strings.close}>
              <X size={16} aria-hidden />
            </Dialog.Close>
            {isLarge && children(SIDES.large)}
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </div>
  );
}
