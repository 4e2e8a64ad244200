import { Popover } from 'radix-ui';
import type { RefObject } from 'react';
import { useDocument } from '../document/document-store.ts';
import { strings } from '../strings/en.ts';

interface HistoryListProps {
  /** Below which the list stands. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** The steps that can be undone, newest first. */
export default function HistoryList({ button, open, onOpenChange }: HistoryListProps) {
  const past = useDocument((state) => state.past);
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Anchor virtualRef={button as RefObject<HTMLButtonElement>} />
      <Popover.Portal>
        <Popover.Content
          className="menu history-list"
          align="start"
          sideOffset={6}
          // The button itself closes the list.
          onInteractOutside={(event) => {
            if (button.current?.contains(event.target as Node)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            button.current?.focus();
          }}
        >
          <div className="menu-title">{strings.menu.history}</div>
          <ol>
            {[...past].reverse().map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
              <li key={past.length - index}>{step.label}</li>
            ))}
          </ol>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
