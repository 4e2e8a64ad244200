import { compactPhrases } from './compact-phrases.ts';
import type { BehaviourEntry, Bound, LexiconEntry, LexiconGroup } from './lexicon/entry.ts';
import { LEXICON } from './lexicon.ts';
import { MODIFIERS, type Modifier } from './modifiers.ts';

const INTRODUCTION = `# Motion prompts

A motion prompt says in words how a photo should move. This page is made from the lexicon by
\`scripts/write-lexicon-table.ts\`; a test checks that it is current.

## How a prompt is read

- **Clauses** are parted by \`,\` \`;\` full stops and the words *and, then, while, with, but*. The longest phrase wins,
  inflections are understood (*blink, blinks, blinking*), articles and small words may stand in between.
- **Strength and speed** multiply the amount in the table: *subtle blink*, *turn slowly*, *very gentle breathing*.
  A number wins over both: *turn 6 degrees*, *push in 10 %*.
- **Counts**: *blink twice*, *nod 3 times*. **Times**: *after 1 s*, *at 0.5 s*. **Durations**: *smile for 2 s*.
  **Rhythm**: *blink every 2 s*, *breathe 12 times a minute*. **Order**: *smile, then nod*.
- **Sides** are the picture's: *left* is its left edge. *Her left*, *his left*, *their left* is the subject's own.
- **Times without a number**: *at the end*, *at the start*, *briefly*, *for a moment*. *Eyes move from left to right* looks
  to the one side, then to the other.
- **Limits** hold exactly, in every frame. *No, without, avoid, don't* before a movement keeps its channels at 0;
  *no smile or laugh* covers both; *no big smile* caps it instead. *Keep the head and the background still* holds
  both; so do *mouth, eyes and head still* and *Mouth: closed*.
- **Everything else**: *nothing else moves*, *everything frozen except the hair*, *animate only the eyes*, *motionless, then
  she blinks*: what is asked for moves, every other part stays exactly at rest.
- **Manner**: *gently close the eyes* closes them wholly, only softly; *slightly* closes them halfway.
- **Length and loop**: *3 seconds*, *seamless loop*, *don't loop*.
- **Unknown words** are shown with the nearest known phrase. Nothing is dropped silently.
`;

const MODIFIER_HEADINGS: Readonly<Record<Modifier['kind'], string>> = {
  intensity: 'strength ×',
  speed: 'speed ×',
  rate: 'how often ×',
  emphasis: 'raises or lowers the word after it',
  plain: 'understood, changes nothing',
};

/** The published table of everything that a motion prompt may say, as Markdown. */
export function lexiconTable(): string {
  const groups = [...new Set(LEXICON.map((entry) => entry.group))];
  return [INTRODUCTION, modifierSection(), ...groups.map(groupSection)].join('\n');
}

function modifierSection(): string {
  const rows = new Map<string, string[]>();
  for (const { kind, factor, words } of MODIFIERS) {
    const heading = MODIFIER_HEADINGS[kind];
    const key = kind === 'plain' || kind === 'emphasis' ? heading : `${heading} ${factor}`;
    rows.set(key, [...(rows.get(key) ?? []), words]);
  }
  const lines = [...rows].map(([effect, words]) => `| ${effect} | ${words.join(', ')} |`);
  return ['## Strength, speed, frequency', '', '| Effect | Words |', '|---|---|', ...lines, ''].join('\n');
}

function groupSection(group: LexiconGroup): string {
  const entries = LEXICON.filter((entry) => entry.group === group);
  const lines = entries.map(
    (entry) => `| ${compactPhrases(entry.phrases)} | ${effectOf(entry)} | ${entry.help} |`,
  );
  return [`## ${group}`, '', '| Phrases | Effect | What it does |', '|---|---|---|', ...lines, ''].join('\n');
}

function effectOf(entry: LexiconEntry): string {
  if (entry.kind === 'limit') return entry.bounds.map(boundText).join('<br>');
  if (entry.kind === 'setting') return '';
  if (entry.unsupported !== undefined) return 'not moved';
  return [...entry.effects.map((effect) => effectText(entry, effect)), ...rhythmText(entry)].join('<br>');
}

const SIDES = {
  toward: ', to the side',
  asked: ', to a side that is named',
  pair: ', on the side',
  one: ', on the side',
} as const;

function effectText(
  entry: BehaviourEntry,
  { channel, gain, sided, coupled }: BehaviourEntry['effects'][number],
): string {
  const name = `\`${channel}\``;
  if (entry.unit === 'per minute') return `${name} ${entry.base} a minute`;
  const amount = Number((entry.base * gain).toPrecision(3));
  const side = sided === undefined ? '' : SIDES[sided];
  return `${name} ${amount}${side}${coupled ? ' (along with it)' : ''}`;
}

function rhythmText({ shape, rate }: BehaviourEntry): string[] {
  if (rate === undefined) return [];
  return [shape === 'breath' ? `${rate} a minute` : `${rate} Hz`];
}

function boundText({ channel, min, max }: Bound): string {
  const name = channel.endsWith('.') ? `\`${channel}*\`` : `\`${channel}\``;
  return min === 0 && max === 0 ? `${name} = 0` : `${name} ${min} … ${max}`;
}
