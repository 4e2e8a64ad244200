import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyframeTracks } from '../../values/keyframes.ts';
import type { MotionValue } from '../../values/motion.ts';
import { sinTurns } from '../portable-math.ts';
import { namedChannels } from './channel-groups.ts';
import { amplifyMotion, mixMotions, muteChannels, smoothMotion } from './level-edits.ts';
import { fastStep, meetKeyframes } from './meet-keyframes.ts';
import { fitMotion, trimMotion } from './time-edits.ts';

const FPS = 24;

/** Two harmonics of the take: closed as a loop, and of a known greatest step. */
function waves(frameCount: number, loop: boolean, size = 3): MotionValue {
  const wave = (turns: number) =>
    Float32Array.from({ length: frameCount }, (_, i) => size * sinTurns((turns * i) / frameCount));
  return {
    type: 'Motion',
    fps: FPS,
    frameCount,
    loop,
    channels: { 'head.yaw': wave(1), 'head.pitch': wave(2) },
  };
}

const motions = fc
  .record({ frameCount: fc.integer({ min: 24, max: 240 }), loop: fc.boolean() })
  .map(({ frameCount, loop }) => waves(frameCount, loop));

const keyTracks = fc
  .uniqueArray(
    fc.record({
      frame: fc.integer({ min: 0, max: 23 }),
      value: fc.double({ min: -12, max: 12, noNaN: true }),
    }),
    {
      minLength: 1,
      maxLength: 8,
      selector: ({ frame }) => frame,
    },
  )
  .map((keys) => ({
    'head.yaw': keys
      .sort((a, b) => a.frame - b.frame)
      .map(({ frame, value }) => ({ at: frame / FPS, value })),
  }));

function steps(track: Float32Array, loop: boolean): number[] {
  return Array.from({ length: track.length - (loop ? 0 : 1) }, (_, i) =>
    Math.abs(track[(i + 1) % track.length]! - track[i]!),
  );
}

describe('keyframes', () => {
  it('are met exactly, wherever they are', () => {
    fc.assert(
      fc.property(
        motions,
        keyTracks,
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        (motion, tracks, reach) => {
          const { motion: met } = meetKeyframes(motion, tracks, reach);
          for (const { at, value } of tracks['head.yaw']) {
            expect(met.channels['head.yaw']![Math.round(at * FPS)]).toBe(Math.fround(value));
          }
          expect(met.channels['head.pitch']).toBe(motion.channels['head.pitch']);
        },
      ),
    );
  });

  it('leave the curve between the track and the keys: it swings past neither', () => {
    fc.assert(
      fc.property(motions, keyTracks, (motion, tracks) => {
        const met = meetKeyframes(motion, tracks, 0.4).motion.channels['head.yaw']!;
        const values = tracks['head.yaw'].map(({ value }) => value);
        const most = Math.max(3, ...values);
        const least = Math.min(-3, ...values);
        for (const value of met) expect(value >= least - 1e-5 && value <= most + 1e-5).toBe(true);
      }),
    );
  });

  it('make no jump above 1.5 times the fast steps of the track, where there is room for that', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: 0, max: 239 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (loop, frame, by) => {
          const motion = waves(240, loop);
          const track = motion.channels['head.yaw']!;
          const tracks = { 'head.yaw': [{ at: frame / FPS, value: track[frame]! + by }] };
          const met = meetKeyframes(motion, tracks, 0.05).motion.channels['head.yaw']!;
          expect(Math.max(...steps(met, loop))).toBeLessThanOrEqual(1.5 * fastStep(track, loop) + 1e-5);
        },
      ),
    );
  });

  it('hold at the end of a take that has no room for a passage', () => {
    const motion = waves(48, false);
    const tracks: KeyframeTracks = { 'head.yaw': [{ at: 1 / FPS, value: 8 }] };
    const met = meetKeyframes(motion, tracks, 0.4).motion.channels['head.yaw']!;
    expect(Array.from(met.slice(0, 2))).toEqual([8, 8]);
  });

  it('give a channel that rests a track, and say which lie behind the end', () => {
    const tracks = { 'jaw.open': [{ at: 0.5, value: 0.5 }], light: [{ at: 9, value: 0.1 }] };
    const { motion, beyond } = meetKeyframes(waves(48, true), tracks, 0.2);
    expect(motion.channels['jaw.open']![12]).toBe(0.5);
    expect(motion.channels['jaw.open']![0]).toBe(0);
    expect(beyond).toEqual(['light']);
    expect(motion.channels.light).toBeUndefined();
  });
});

describe('a loop', () => {
  it('stays closed through trimming and retiming', () => {
    const lengths = fc.double({ min: 1, max: 8, noNaN: true });
    const slower = fc.double({ min: 1, max: 3, noNaN: true });
    fc.assert(
      fc.property(lengths, fc.double({ min: 0, max: 4, noNaN: true }), slower, (length, start, times) => {
        const trimmed = trimMotion(waves(240, true), start, start + length);
        const edited = fitMotion(trimmed, (times * trimmed.frameCount) / FPS);
        expect(edited.loop).toBe(true);
        for (const track of Object.values(edited.channels)) {
          expect(track.length).toBe(edited.frameCount);
          const all = steps(track, true);
          const seam = all.pop()!;
          // A sampled wave may be steepest at the seam: by as much as steps change from one to the next.
          const change = Math.max(...all.slice(1).map((step, i) => Math.abs(step - all[i]!)));
          expect(seam).toBeLessThanOrEqual(1.05 * (Math.max(...all) + change) + 1e-5);
        }
      }),
    );
  });

  it('that is turned on gives the same smoothed loop, turned on', () => {
    const motion = waves(60, true);
    const turn = (track: Float32Array) => Float32Array.from(track, (_, i) => track[(i + 7) % 60]!);
    const turned = { ...motion, channels: { 'head.yaw': turn(motion.channels['head.yaw']!) } };
    const smoothed = smoothMotion(motion, 0.1, false).channels['head.yaw']!;
    expect(smoothMotion(turned, 0.1, false).channels['head.yaw']).toEqual(turn(smoothed));
  });
});

describe('edits of the level', () => {
  it('amplify a group inside its range and leave the others', () => {
    const motion = {
      ...waves(48, true),
      channels: { ...waves(48, true).channels, light: new Float32Array(48).fill(0.1) },
    };
    const louder = amplifyMotion(motion, { head: 3 });
    expect(Math.max(...louder.channels['head.pitch']!)).toBe(8);
    expect(louder.channels.light).toBe(motion.channels.light);
  });

  it('mute channels and groups, and name the words that are neither', () => {
    const { channels, unknown } = namedChannels('head.yaw, camera wibble');
    expect(channels.has('camera.zoom')).toBe(true);
    expect(unknown).toEqual(['wibble']);
    const muted = muteChannels(waves(48, true), channels);
    expect(muted.channels['head.yaw']!.every((value) => value === 0)).toBe(true);
    expect(muted.channels['head.pitch']).toEqual(waves(48, true).channels['head.pitch']);
  });

  it('mix by share: the ends are the motions themselves', () => {
    const [first, second] = [waves(48, true), waves(96, true, 1)];
    expect(mixMotions(first, second, 0).channels).toEqual(first.channels);
    const mixed = mixMotions(first, second, 1);
    expect(mixed.frameCount).toBe(48);
    for (let i = 0; i < 48; i++)
      expect(mixed.channels['head.yaw']![i]).toBe(second.channels['head.yaw']![2 * i]);
    expect(mixMotions(first, { ...second, loop: false }, 0.5).loop).toBe(false);
  });

  it('smooth neither blinks nor the mean', () => {
    const lid = new Float32Array(48).fill(0);
    lid[20] = 1;
    const motion = { ...waves(48, true), channels: { 'eye.blinkLeft': lid, 'jaw.open': lid } };
    const { channels } = smoothMotion(motion, 0.1, false);
    expect(channels['eye.blinkLeft']).toEqual(lid);
    expect(channels['jaw.open']![20]).toBeLessThan(0.3);
    expect(channels['jaw.open']!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  });
});
