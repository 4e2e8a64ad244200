import { create } from 'zustand';

interface CommandPaletteState {
  readonly open: boolean;
  /** Everything, or only the nodes of the open workflow. */
  readonly scope: 'all' | 'graph';
}

/** Is the command palette open, and over what? */
export const useCommandPalette = create<CommandPaletteState>(() => ({ open: false, scope: 'all' }));
