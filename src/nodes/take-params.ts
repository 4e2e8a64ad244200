import type { BooleanParam, ChoiceParam, NumberParam } from '../runtime/params.ts';

/** Parameters that every node has that makes takes of motion. */

/** @param min shortest take, s */
export function takeLength(min: number) {
  return {
    kind: 'number',
    label: 'Length',
    help: 'Length of a take; a length named in the prompt wins.',
    default: 3,
    min,
    max: 10,
    step: 0.5,
    unit: 's',
  } as const satisfies NumberParam;
}

export const FRAME_RATE = {
  kind: 'number',
  label: 'Frame rate',
  help: 'Frames per second; 24 looks like film, 30 and more smoother and larger.',
  default: 24,
  min: 12,
  max: 60,
  step: 1,
  unit: 'fps',
} as const satisfies NumberParam;

export const TAKE_LOOP = {
  kind: 'boolean',
  label: 'Loop',
  help: 'The end joins the beginning without a seam; off, movements may end away from the photo.',
  default: true,
} as const satisfies BooleanParam;

/** @param max strongest take, as a multiple of what the prompt says */
export function takeAmount(max: number) {
  return {
    kind: 'number',
    label: 'Amount',
    help: 'Strength of all motion: 0 is the still photo, 1 as the prompt says, more is stronger.',
    default: 1,
    min: 0,
    max,
    step: 0.05,
    unit: '×',
  } as const satisfies NumberParam;
}

export const IDLE = {
  kind: 'choice',
  label: 'Besides the prompt',
  help: 'Whether the subject also blinks, breathes and wavers a little without being asked.',
  default: 'alive',
  options: [
    { value: 'alive', label: 'Alive', help: 'Blinks, breath, small movements of head and eyes.' },
    { value: 'prompt only', label: 'Prompt only', help: 'Only what the prompt asks for moves.' },
  ],
} as const satisfies ChoiceParam;
