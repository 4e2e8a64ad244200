/** Tools of the brush by their place in a stroke. */
export const DEPTH_TOOLS = ['nearer', 'farther', 'smooth'] as const;
