/** What one phrase of a motion prompt asks for. */
export interface PromptIntent {
  /** Behaviour id of the lexicon, e.g. `blink`, `head-turn`, `smile`, `push-in`. */
  readonly behaviour: string;
  /** -1 the picture's left, +1 the picture's right, 0 without side. */
  readonly side: -1 | 0 | 1;
  /** Base value of the lexicon times intensity, in the behaviour's unit. */
  readonly amount: number;
  /** Multiplier of tempo, 1 = natural. */
  readonly speed: number;
  /** Number of repetitions asked for ("blink twice"); absent = as is natural. */
  readonly count?: number;
  /** Seconds from the start ("after 1 s"); absent = free. */
  readonly at?: number;
  /** Seconds that it lasts ("smile for 2 s"); absent = as is natural. */
  readonly lasts?: number;
  /** Seconds from one repetition to the next ("blink every 2 s"); absent = as is natural. */
  readonly every?: number;
  /** Order in a sequence ("smile, then nod"): 0, 1, 2...; absent = throughout. */
  readonly step?: number;
}

/** A hard bound that must hold in every frame. */
export interface PromptLimit {
  /** Channel name, or a group with a trailing dot (`head.`, `camera.`). */
  readonly channel: string;
  readonly min: number;
  readonly max: number;
}

/** How a stretch of the prompt's text was understood. Offsets are UTF-16 positions in `text`. */
export interface PromptChip {
  readonly start: number;
  readonly end: number;
  readonly kind: 'intent' | 'limit' | 'setting' | 'unknown';
  /** e.g. "blink · subtle" or "not understood" */
  readonly label: string;
  /** 0..2, strength shown on the chip; 1 is natural. */
  readonly strength?: number;
  /** For unknown words: the nearest known phrase. */
  readonly suggestion?: string;
}

export interface PromptWarning {
  readonly code: string;
  /** What may look wrong, and what to do instead. */
  readonly message: string;
}

/** A parsed motion prompt. */
export interface PromptValue {
  readonly type: 'Prompt';
  readonly text: string;
  readonly intents: readonly PromptIntent[];
  readonly limits: readonly PromptLimit[];
  readonly chips: readonly PromptChip[];
  readonly warnings: readonly PromptWarning[];
  /** Length asked for in the text, seconds. */
  readonly seconds?: number;
  /** False only when the text asks for a clip that does not loop. */
  readonly loop: boolean;
}
