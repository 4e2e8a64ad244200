import type { ReactNode } from 'react';

interface IconButtonProps {
  readonly label: string;
  /** For buttons that stay down. */
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

/** A small button that shows an icon alone: at the end of a list's row, below a player. */
export function IconButton({ label, pressed, disabled, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      title={label}
      aria-label={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
