import type { PromptIntent, PromptLimit, PromptValue } from '../../values/prompt.ts';

/** One line per prompt: what was understood, for tables and tests. */
export function summarise(prompt: PromptValue): string {
  const unknown = prompt.chips.filter(({ kind }) => kind === 'unknown');
  return [
    ...prompt.intents.map(summariseIntent),
    ...summariseLimits(prompt.limits),
    ...unknown.map((chip) => {
      const word = prompt.text.slice(chip.start, chip.end);
      return chip.suggestion === undefined ? `?${word}` : `?${word}→${chip.suggestion}`;
    }),
    ...(prompt.seconds === undefined ? [] : [`${prompt.seconds}s`]),
    ...(prompt.loop ? [] : ['once']),
  ].join(' | ');
}

function summariseIntent(intent: PromptIntent): string {
  const round = (value: number): string => String(Math.round(value * 10000) / 10000);
  return [
    intent.behaviour,
    intent.side === 0 ? '' : intent.side < 0 ? 'left' : 'right',
    round(intent.amount),
    intent.speed === 1 ? '' : `speed ${round(intent.speed)}`,
    intent.count === undefined ? '' : `×${intent.count}`,
    intent.at === undefined ? '' : `@${round(intent.at)}`,
    intent.lasts === undefined ? '' : `for ${round(intent.lasts)}`,
    intent.every === undefined ? '' : `every ${round(intent.every)}`,
    intent.step === undefined ? '' : `#${intent.step}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function summariseLimits(limits: readonly PromptLimit[]): string[] {
  return limits.map(({ channel, min, max }) => {
    if (min === 0 && max === 0) return `${channel}=0`;
    return `${channel}∈${min}..${max}`;
  });
}
