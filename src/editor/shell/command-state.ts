import { create } from 'zustand';

interface CommandPaletteState {
  readonly open: boolean;
  /** Everything, only the nodes of the open workflow, or the ends of a wire. */
  readonly scope: 'all' | 'graph' | 'connect' | 'disconnect';
}

/** Is the command palette open, and over what? */
export const useCommandPalette = create<CommandPaletteState>(() => ({ open: false, scope: 'all' }));
