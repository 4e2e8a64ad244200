/** Tools of the brush by their place in a stroke. */
export const MASK_TOOLS = ['paint', 'erase'] as const;
