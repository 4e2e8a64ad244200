import type { comfyStrings } from '../strings/comfy-en.ts';

/** Something to know about an imported node: which text, and the value that it names. */
export interface Remark {
  readonly id: keyof typeof comfyStrings.remarks;
  readonly value: string;
}

/** What to do where there is no counterpart. */
export type AdviceId = keyof typeof comfyStrings.advice;

export function remark(id: Remark['id'], value: string | number = ''): Remark {
  return { id, value: String(value) };
}
