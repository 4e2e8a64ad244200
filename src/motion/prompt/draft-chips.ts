import type { PromptChip } from '../../values/prompt.ts';
import { lacksSide } from './draft-intents.ts';
import { type Draft, draftLabel, type LooseWords } from './drafts.ts';
import { suggestFor } from './suggest.ts';

/** How every stretch of the text was understood, in its order; chips never overlap. */
export function chipsOf(drafts: readonly Draft[], loose: readonly LooseWords[]): PromptChip[] {
  const chips: PromptChip[] = [
    ...drafts.map((draft) => (lacksSide(draft) ? incompleteChip(draft) : chipOf(draft))),
    ...loose.map(looseChip),
  ];
  return withoutOverlap(chips.sort((a, b) => a.start - b.start || b.end - a.end));
}

function chipOf(draft: Draft): PromptChip {
  const { start, end, entry, negated } = draft;
  if (entry.kind === 'limit') return { start, end, kind: 'limit', label: entry.label };
  if (negated) {
    const label = entry.kind === 'behaviour' && draft.strong ? `no big ${entry.label}` : `no ${entry.label}`;
    return {
      start,
      end,
      kind: entry.kind === 'setting' && entry.setting !== 'overall' ? 'setting' : 'limit',
      label,
    };
  }
  if (entry.kind === 'setting') return { start, end, kind: 'setting', label: draftLabel(draft) };
  return { start, end, kind: 'intent', label: draftLabel(draft), strength: draft.intensity };
}

function incompleteChip({ start, end, entry }: Draft): PromptChip {
  return { start, end, kind: 'unknown', label: 'which side?', suggestion: `${entry.label} left` };
}

function looseChip({ start, end, kind, label, word }: LooseWords): PromptChip {
  const suggestion = word === undefined ? undefined : suggestFor(word);
  return { start, end, kind, label, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** Chips never overlap: where two claim the same words, the later one gives way. */
function withoutOverlap(sorted: readonly PromptChip[]): PromptChip[] {
  const chips: PromptChip[] = [];
  for (const chip of sorted) {
    const start = Math.max(chip.start, chips.at(-1)?.end ?? 0);
    if (start < chip.end) chips.push({ ...chip, start });
  }
  return chips;
}
