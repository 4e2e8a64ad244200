import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MotionValue } from '../../values/motion.ts';
import { CHANNELS, type ChannelName } from '../channels.ts';
import { correlation, mean } from '../measures/take-statistics-samples.ts';
import { BEHAVIOURS, LEXICON } from '../prompt/lexicon.ts';
import { channelRange } from '../prompt/limits.ts';
import { parsePrompt } from '../prompt/parse-prompt.ts';
import { type SimulationOptions, simulateMotion } from './simulate-motion.ts';
import { activity, blinkFrames } from './take-measures.fixture.ts';

const OPTIONS: SimulationOptions = { seconds: 3, fps: 24, seed: 1, loop: true, amount: 1, idle: 'alive' };

function take(text: string, options: Partial<SimulationOptions> = {}): MotionValue {
  return simulateMotion(parsePrompt(text), { ...OPTIONS, ...options });
}

function largest(motion: MotionValue, channel: string): number {
  return Math.max(0, ...(motion.channels[channel] ?? []).map(Math.abs));
}

const phrases = LEXICON.flatMap((entry) => entry.phrases);
const anyText = fc
  .array(
    fc.tuple(
      fc.constantFrom('', 'no ', 'subtle ', 'strong ', 'no big ', 'quick '),
      fc.constantFrom(...phrases),
      fc.constantFrom('', ' left', ' twice', ' after 1 s'),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.map(([before, phrase, after]) => before + phrase + after).join(', '));
const anyOptions = fc.record({
  seconds: fc.constantFrom(1, 2, 3, 4.5, 10),
  fps: fc.constantFrom(12, 24, 30),
  seed: fc.nat(),
  loop: fc.boolean(),
  amount: fc.constantFrom(0, 0.5, 1, 2),
  idle: fc.constantFrom('alive' as const, 'asked' as const),
});

describe('simulateMotion', () => {
  it('begins on the photo, keeps limits and ranges in every frame, for any prompt', () => {
    fc.assert(
      fc.property(anyText, anyOptions, (text, options) => {
        const prompt = parsePrompt(text);
        const motion = simulateMotion(prompt, options);
        expect(motion.frameCount).toBe(Math.round(options.seconds * options.fps));
        for (const [channel, track] of Object.entries(motion.channels)) {
          const range = channelRange(prompt.limits, channel as ChannelName);
          expect(CHANNELS).toHaveProperty([channel]);
          expect(track).toHaveLength(motion.frameCount);
          expect([channel, track[0]]).toEqual([channel, 0]);
          for (const value of track)
            if (!(value >= range.min && value <= range.max)) expect([channel, value]).toEqual(range);
        }
      }),
      { numRuns: 250 },
    );
  });

  it('closes loops in value and velocity: the seam moves no more than neighbouring frames', () => {
    const ratios: number[] = [];
    fc.assert(
      fc.property(anyText, fc.nat(), (text, seed) => {
        const motion = take(text, { seed });
        for (const [channel, track] of Object.entries(motion.channels)) {
          const step = (i: number) => track[(i + 1) % track.length] - track[i % track.length];
          const steps = Array.from(track, (_, i) => Math.abs(step(i)));
          const turns = Array.from(track, (_, i) => Math.abs(step(i + 1) - step(i)));
          const seam = track.length - 1;
          const { min, max } = CHANNELS[channel as ChannelName];
          const noise = 1e-6 * (max - min);
          expect([channel, steps[seam]]).toEqual([
            channel,
            Math.min(steps[seam], 1.15 * Math.max(...steps.slice(0, seam)) + noise),
          ]);
          expect([channel, turns[seam]]).toEqual([
            channel,
            Math.min(turns[seam], 1.15 * Math.max(...turns.slice(0, seam - 1)) + noise),
          ]);
          if (channel.startsWith('head.')) ratios.push(steps[seam] / (mean(steps) + 1e-9));
        }
      }),
      { numRuns: 120, seed: 11 },
    );
    expect(mean(ratios)).toBeLessThan(1.05);
  });

  it('gives the same take for the same seed, everywhere and always', () => {
    const digest = (motion: MotionValue) => {
      const hash = sha256.create();
      for (const [channel, track] of Object.entries(motion.channels)) {
        hash.update(new TextEncoder().encode(channel));
        hash.update(new Uint8Array(track.buffer));
      }
      return bytesToHex(hash.digest());
    };
    const text = 'blink, smile then nod, talk, wind, push in, candle flicker, handheld';
    expect(digest(take(text, { seed: 42 }))).toBe(digest(take(text, { seed: 42 })));
    expect(digest(take(text, { seed: 42 }))).toMatchInlineSnapshot(
      `"bf3e7942d1394e2413cff46e903d29a5ff77e700180bbe88d608c8bdc36b57c4"`,
    );
    expect(digest(take(text, { seed: 43 }))).not.toBe(digest(take(text, { seed: 42 })));
  });

  it('does something for every supported behaviour, in the channels that the table names', () => {
    for (const entry of BEHAVIOURS.filter(({ shape, id }) => shape !== 'none' && id !== 'look-camera')) {
      const phrase = entry.side === 'needed' ? `${entry.phrases[0]} left` : entry.phrases[0];
      const asked = take(phrase, { idle: 'asked' });
      const moved = entry.effects.filter(({ channel }) => largest(asked, channel) > 1e-4);
      const wanted = entry.effects.filter(
        ({ coupled, sided }) => !coupled && sided !== 'one' && sided !== 'pair',
      );
      expect([entry.id, moved.length > 0]).toEqual([entry.id, true]);
      expect([entry.id, wanted.every((effect) => moved.includes(effect))]).toEqual([entry.id, true]);
    }
  });

  it('leaves everything else at rest when only the prompt may move', () => {
    expect(Object.keys(take('smile', { idle: 'asked' }).channels).sort()).toEqual([
      'eye.squint',
      'mouth.smileLeft',
      'mouth.smileRight',
    ]);
    expect(Object.keys(take('push in', { idle: 'asked' }).channels)).toEqual(['camera.zoom']);
    expect(take('', { idle: 'asked' }).channels).toEqual({});
    expect(take('strong smile', { amount: 0 }).channels).toEqual({});
  });

  it('holds limits exactly at 0', () => {
    const motion = take('talk, laugh, mouth closed, no head movement, background still, push in, no blink');
    for (const channel of ['jaw.open', 'head.yaw', 'head.pitch', 'head.roll', 'camera.zoom']) {
      expect(motion.channels[channel]).toBeUndefined();
    }
    for (const value of motion.channels['eye.blinkLeft'] ?? []) expect(value).toBeLessThanOrEqual(0);
    expect(largest(take('big smile, no big smile'), 'mouth.smileLeft')).toBeLessThanOrEqual(0.2);
    expect(largest(take('big smile, no big smile'), 'mouth.smileLeft')).toBeGreaterThan(0.15);
  });

  it('moves more the stronger it is asked, seed by seed', () => {
    const cases = [
      ['smile', 'mouth.smileLeft'],
      ['head turn left', 'head.yaw'],
      ['nod', 'head.pitch'],
      ['head tilt right', 'head.roll'],
      ['breathing', 'body.breath'],
      ['push in', 'camera.zoom'],
      ['raise brows', 'brow.upLeft'],
      ['wind', 'hair.sway'],
      ['blink', 'eye.blinkLeft'],
      ['look left', 'gaze.yaw'],
      ['talk', 'jaw.open'],
      ['candle flicker', 'light'],
    ] as const;
    for (const [phrase, channel] of cases) {
      for (let seed = 0; seed < 25; seed++) {
        const levels = ['barely', 'subtle', 'natural', 'noticeable', 'strong'].map((word) =>
          activity(take(`${word} ${phrase}`, { seed, idle: 'asked' }), channel),
        );
        for (let i = 1; i < levels.length; i++)
          expect([phrase, seed, levels[i] > levels[i - 1]]).toEqual([phrase, seed, true]);
      }
    }
  });

  it('honours counts', () => {
    for (let seed = 0; seed < 30; seed++) {
      for (const count of [1, 2, 3, 4]) {
        expect([seed, blinkFrames(take(`blink ${count} times`, { seed }), 0.8)]).toHaveProperty(
          '1.length',
          count,
        );
        const nods = take(`nod ${count} times`, { seed, idle: 'asked', seconds: 6 }).channels['head.pitch'];
        const dips = nods.filter((value, i) => value < -2 && value <= nods[i - 1] && value < nods[i + 1]);
        expect([seed, dips.length]).toEqual([seed, count]);
      }
      expect(blinkFrames(take('double blink', { seed }), 0.8)).toHaveLength(2);
    }
  });

  it('honours times, durations and the order of a sequence', () => {
    for (let seed = 0; seed < 20; seed++) {
      const options = { seed, idle: 'asked', seconds: 4 } as const;
      const timed = take('smile after 2 s', options).channels['mouth.smileLeft'];
      expect(timed.findIndex((value) => value > 0)).toBeGreaterThanOrEqual(48);
      expect(timed.findIndex((value) => value > 0.01)).toBeLessThan(54);
      const short = take('smile for 1 s', options).channels['mouth.smileLeft'];
      expect(short.filter((value) => value > 0).length).toBeLessThanOrEqual(24);
      const sequence = take('raise brows, then smile, then nod', options).channels;
      const centre = (track: Float32Array) =>
        track.reduce((sum, value, i) => sum + Math.abs(value) * i, 0) /
        track.reduce((sum, value) => sum + Math.abs(value), 0);
      const order = [sequence['brow.upLeft'], sequence['mouth.smileLeft'], sequence['head.pitch']].map(
        centre,
      );
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  it("honours sides: the picture's left is negative, and the subject's right eye", () => {
    for (let seed = 0; seed < 10; seed++) {
      const options = { seed, idle: 'asked' } as const;
      const extreme = (text: string, channel: string) => {
        const track = take(text, options).channels[channel];
        return mean(track);
      };
      expect(extreme('turn head left', 'head.yaw')).toBeLessThan(-1);
      expect(extreme('turn head right', 'head.yaw')).toBeGreaterThan(1);
      expect(extreme('turn to her left', 'head.yaw')).toBeGreaterThan(1);
      expect(extreme('look left', 'gaze.yaw')).toBeLessThan(-1);
      expect(extreme('wind from the left', 'hair.sway')).toBeGreaterThan(0.02);
      expect(Object.keys(take('wink left', options).channels)).toContain('eye.blinkRight');
      expect(Object.keys(take('wink left', options).channels)).not.toContain('eye.blinkLeft');
    }
  });

  it('looks left, then right, when asked for both', () => {
    const yaw = take('look left and right', { idle: 'asked' }).channels['gaze.yaw'];
    expect(yaw.indexOf(Math.min(...yaw))).toBeLessThan(yaw.indexOf(Math.max(...yaw)));
    expect(Math.min(...yaw)).toBeLessThan(-5);
    expect(Math.max(...yaw)).toBeGreaterThan(5);
  });

  it('goes in and comes back in a loop, and stays in when it does not loop', () => {
    const loop = take('push in', { idle: 'asked' }).channels['camera.zoom'];
    expect(loop[36]).toBeCloseTo(0.06, 3);
    expect(loop[71]).toBeLessThan(0.001);
    const once = take('push in', { idle: 'asked', loop: false }).channels['camera.zoom'];
    expect(once[71]).toBeCloseTo(0.06, 3);
  });

  it('opens a mouth that is closed in the photo by at most a quarter', () => {
    const motion = take('strong open mouth', { facts: { mouthClosed: true } });
    expect(largest(motion, 'jaw.open')).toBeLessThanOrEqual(0.25);
    expect(largest(take('strong open mouth'), 'jaw.open')).toBeGreaterThan(0.4);
  });

  it('moves only camera and light where there is no face', () => {
    const motion = take('blink, smile, wind, push in, light shift', { facts: { faceCount: 0 } });
    expect(Object.keys(motion.channels).sort()).toEqual(['camera.zoom', 'light']);
  });

  it('gives different takes for different seeds', () => {
    const yaw = Array.from({ length: 12 }, (_, seed) => take('', { seed, seconds: 10 }).channels['head.yaw']);
    for (let a = 0; a < yaw.length; a++) {
      for (let b = 0; b < a; b++) expect(Math.abs(correlation(yaw[a], yaw[b]))).toBeLessThan(0.9);
    }
  });

  it('keeps the living portrait subtle: a small turn, one or two blinks, a breath', () => {
    for (let seed = 0; seed < 40; seed++) {
      const motion = take('natural blink, subtle head turn, gentle breathing', { seed });
      expect(largest(motion, 'head.yaw')).toBeGreaterThan(2.5);
      expect(largest(motion, 'head.yaw')).toBeLessThan(5.5);
      expect(largest(motion, 'head.pitch')).toBeLessThan(2.5);
      expect(largest(motion, 'head.roll')).toBeLessThan(2.5);
      expect(blinkFrames(motion).length).toBeGreaterThanOrEqual(1);
      expect(blinkFrames(motion).length).toBeLessThanOrEqual(2);
      expect(largest(motion, 'body.breath')).toBeGreaterThan(0.3);
    }
  });
});
