import { create } from 'zustand';

/** Is the command palette open? */
export const useCommandPalette = create<{ readonly open: boolean }>(() => ({ open: false }));
