import { Tooltip } from 'radix-ui';

interface StateHintProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly onClose: () => void;
}

/** The tip over a node's badge: its state and why. Its place is the element that it is put into. */
export default function StateHint({ title, lines, onClose }: StateHintProps) {
  return (
    <Tooltip.Provider disableHoverableContent>
      <Tooltip.Root open onOpenChange={(open) => !open && onClose()}>
        <Tooltip.Trigger asChild>
          <span className="tip-place" aria-hidden="true" />
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className="tooltip" side="top" sideOffset={6}>
            <strong>{title}</strong>
            {lines.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
