import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MotionValue } from '../../values/motion.ts';
import { simulateMotion } from '../kinematics/simulate-motion.ts';
import { parsePrompt } from '../prompt/parse-prompt.ts';
import { amountOf, judgeTake, type RestLevels, restLevels } from './prompt-adherence.ts';
import { channelsNamed, channelsOf, type Expectations, expectationsOf } from './prompt-expectations.ts';

interface HeldOutPrompt extends Expectations {
  readonly prompt: string;
  readonly seconds?: number;
  /** Words that the lexicon does not have, with the phrase to suggest; null for any. */
  readonly unknown?: Readonly<Record<string, string | null>>;
}

interface Order {
  readonly of: string;
  readonly subtle: string;
  readonly natural: string;
  readonly strong: string;
}

const HELD_OUT: {
  readonly prompts: readonly HeldOutPrompt[];
  /** Written later, for a second look. */
  readonly more: readonly HeldOutPrompt[];
  readonly orders: readonly Order[];
} = JSON.parse(readFileSync(new URL('../../../tests/motion/held-out-prompts.json', import.meta.url), 'utf8'));
const ALL_PROMPTS = [...HELD_OUT.prompts, ...HELD_OUT.more];
const SEEDS = [1, 2];
const REST_TAKES = 150;

function simulate(text: string, seed: number, seconds?: number): MotionValue {
  const prompt = parsePrompt(text);
  const length = seconds ?? Math.min(10, Math.max(2, prompt.seconds ?? 3));
  return simulateMotion(prompt, {
    seconds: length,
    fps: 24,
    seed,
    loop: prompt.loop,
    amount: 1,
    idle: 'alive',
  });
}

function still(channels: Record<string, readonly number[]>): MotionValue {
  const courses = Object.entries(channels).map(([name, values]) => [name, Float32Array.from(values)]);
  return { type: 'Motion', fps: 24, frameCount: 72, loop: true, channels: Object.fromEntries(courses) };
}

const hump = (height: number, from = 12, to = 60): number[] =>
  Array.from({ length: 72 }, (_, i) =>
    i < from || i > to ? 0 : height * Math.sin((Math.PI * (i - from)) / (to - from)) ** 2,
  );

describe('adherence to prompts', () => {
  let rest: RestLevels;

  beforeAll(() => {
    rest = restLevels(Array.from({ length: REST_TAKES }, (_, i) => simulate('', 1000 + i)));
  });

  it('sees what was asked for, on its side, and nothing else', () => {
    const left = still({ 'head.yaw': hump(-6) });
    expect(judgeTake(left, { moves: ['head.yaw-'] }, rest)).toEqual({
      missing: [],
      restless: [],
      broken: [],
      untimely: [],
    });
    expect(judgeTake(left, { moves: ['head.yaw+'] }, rest).missing).toEqual(['head.yaw+']);
    expect(judgeTake(left, { moves: ['mouth.smile'] }, rest)).toMatchObject({
      missing: ['mouth.smile'],
      restless: ['head.yaw'],
    });
    expect(judgeTake(left, { moves: ['head.yaw+|head.yaw-'] }, rest).missing).toEqual([]);
    const idle = still({ 'head.yaw': hump(1), 'brow.upLeft': hump(0.05) });
    expect(judgeTake(idle, { moves: ['head.yaw+'] }, rest)).toMatchObject({
      missing: ['head.yaw+'],
      restless: [],
    });
  });

  it('finds any frame outside the limits', () => {
    const open = still({ 'jaw.open': hump(0.1).map((value, i) => (i === 30 ? 0.2001 : value)) });
    const within = (most: number) =>
      judgeTake(open, { moves: ['jaw.open'], limits: { 'jaw.': [0, most] } }, rest).broken;
    expect(within(0.2)).toEqual(['jaw.open']);
    expect(within(0.201)).toEqual([]);
  });

  it('tells order, time and number', () => {
    const nods = still({ 'head.pitch': hump(-5, 10, 30).map((value, i) => value + hump(-5, 30, 50)[i]) });
    const check = (more: Partial<Expectations>) =>
      judgeTake(nods, { moves: ['head.pitch-'], ...more }, rest).untimely;
    expect(check({ count: { 'head.pitch-': 2 } })).toEqual([]);
    expect(check({ count: { 'head.pitch-': 1 } })).toEqual(['count of head.pitch-']);
    expect(check({ during: { 'head.pitch-': [0.5, 2] } })).toEqual([]);
    expect(check({ during: { 'head.pitch-': [2.2, 3] } })).toEqual(['time of head.pitch-']);
    const both = still({ 'head.yaw': hump(5, 0, 30), 'mouth.smileLeft': hump(0.3, 40, 70) });
    const ordered = (order: string[]) => judgeTake(both, { moves: [], order }, rest).untimely;
    expect(ordered(['head.yaw+', 'mouth.smileLeft'])).toEqual([]);
    expect(ordered(['mouth.smileLeft', 'head.yaw+'])).toEqual(['order of head.yaw+']);
  });

  it('tells blinks, winks, closed and lowered lids apart', () => {
    const lids = (left: readonly number[], right: readonly number[]) =>
      still({ 'eye.blinkLeft': left, 'eye.blinkRight': right });
    const none = hump(0);
    const blink = hump(1, 30, 38);
    const seen = (motion: MotionValue) =>
      ['blink', 'blink*2', 'wink', 'wink-', 'wink+', 'closed', 'lids'].filter(
        (move) => judgeTake(motion, { moves: [move] }, rest).missing.length === 0,
      );
    expect(seen(lids(blink, blink))).toEqual(['blink']);
    expect(seen(lids(blink, none))).toEqual(expect.arrayContaining(['wink', 'wink+']));
    expect(seen(lids(none, blink))).toEqual(expect.arrayContaining(['wink', 'wink-']));
    const asleep = hump(3, 5, 68).map((value) => Math.min(1, value));
    expect(seen(lids(asleep, asleep))).toEqual(['closed', 'lids']);
    const drowsy = asleep.map((value) => 0.35 * value);
    expect(seen(lids(drowsy, drowsy))).toEqual(['lids']);
  });

  it('reads expectations off a parsed prompt', () => {
    const asked = (text: string) => expectationsOf(parsePrompt(text));
    expect(asked('turn head left, blink twice, smile').moves).toEqual([
      'head.yaw-',
      'blink*2',
      ...channelsNamed('mouth.smile').map((channel) => `${channel}+`),
    ]);
    expect(asked('wink her left eye').moves).toEqual(['wink+']);
    expect(asked('smirk').moves).toEqual(['mouth.smileLeft|mouth.smileRight']);
    expect(asked('smile, mouth still')).toMatchObject({ moves: [], limits: { 'mouth.': [0, 0] } });
  });

  it('holds 200 prompts, each of which names channels that exist', () => {
    expect(HELD_OUT.prompts).toHaveLength(200);
    expect(new Set(ALL_PROMPTS.map(({ prompt }) => prompt)).size).toBe(ALL_PROMPTS.length);
    for (const { moves, order = [], may = [], limits = {} } of ALL_PROMPTS) {
      for (const move of [...moves, ...order]) expect(channelsOf(move).length).toBeGreaterThan(0);
      for (const name of [...may, ...Object.keys(limits)]) expect(channelsNamed(name)).not.toEqual([]);
    }
  });

  it('reports exactly the words that it does not know, with the nearest phrase', () => {
    for (const { prompt, unknown = {} } of ALL_PROMPTS) {
      const { chips } = parsePrompt(prompt);
      const reported = chips.filter(({ kind }) => kind === 'unknown');
      const words = reported.map(({ start, end }) => prompt.slice(start, end));
      expect([prompt, words]).toEqual([prompt, Object.keys(unknown)]);
      for (const [index, suggestion] of Object.values(unknown).entries()) {
        if (suggestion !== null) expect(reported[index].suggestion).toBe(suggestion);
      }
    }
  });

  it('is kept by the simulator: asked channels move, others rest, limits hold, times are met', () => {
    const takes = ALL_PROMPTS.flatMap((asked) =>
      SEEDS.map((seed) => {
        const motion = simulate(asked.prompt, seed, asked.seconds);
        const read = judgeTake(motion, expectationsOf(parsePrompt(asked.prompt)), rest);
        return { prompt: asked.prompt, read, ...judgeTake(motion, asked, rest) };
      }),
    );
    const share = (keeps: (take: (typeof takes)[number]) => boolean) =>
      takes.filter(keeps).length / takes.length;
    expect(share(({ missing, restless }) => missing.length + restless.length === 0)).toBeGreaterThanOrEqual(
      0.95,
    );
    expect(share(({ read }) => read.missing.length + read.restless.length === 0)).toBeGreaterThanOrEqual(
      0.95,
    );
    expect(takes.filter(({ broken, read }) => broken.length + read.broken.length > 0)).toEqual([]);
    expect(share(({ untimely }) => untimely.length === 0)).toBeGreaterThanOrEqual(0.95);
  });

  it('orders subtle, natural and strong', () => {
    const pairs = HELD_OUT.orders.flatMap(({ of, subtle, natural, strong }) =>
      SEEDS.map((seed) => [subtle, natural, strong].map((text) => amountOf(simulate(text, seed), of))),
    );
    const ordered = pairs.filter(([subtle, natural, strong]) => subtle < natural && natural < strong);
    expect(ordered.length / pairs.length).toBeGreaterThanOrEqual(0.98);
  });
});
