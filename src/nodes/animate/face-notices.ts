import { CHANNEL_NAMES } from '../../motion/channels.ts';
import { channelMoves } from '../../motion/renderer/channel-track.ts';
import { TURNED_YAW } from '../../motion/renderer/subject-motion.ts';
import { fitFace } from '../../motion/rig/fit-face.ts';
import type { InputsOf } from '../../runtime/node.ts';
import type { spec } from './animate.node.ts';

/** Smallest face in which lids and lips have enough pixels to move well, px across. */
const SMALL_FACE = 96;

/** What the user should know about how the face will be drawn. */
export function faceNotices(inputs: InputsOf<typeof spec>, moving: 'selected' | 'all'): string[] {
  const { faces, motion, matte } = inputs;
  const out: string[] = [];
  if (inputs.movable?.data.every((value) => value <= 0) === true)
    out.push('The mask of what may move is empty: only camera and light can move.');
  const facial = CHANNEL_NAMES.filter((name) => /^(head|eye|gaze|brow|cheek|nose|mouth|jaw)\./.test(name));
  const wanted = facial.some((name) => channelMoves(motion, name));
  const face = faces?.faces[faces.selected];
  if (face?.landmarks === undefined) {
    if (wanted) out.push('No face landmarks are connected: only camera, light and breath can move.');
    return out;
  }
  const fit = fitFace(face.landmarks);
  const yaw = Math.round(Math.abs(fit.pose.yaw));
  if (yaw >= TURNED_YAW)
    out.push(`The face is turned ${yaw}° from the camera: turns of the head are drawn smaller.`);
  if (2 * fit.interocular < SMALL_FACE) {
    out.push('The face is small in this picture: crop closer, or lids and lips will look soft.');
  }
  const others = (faces?.faces.length ?? 1) - 1;
  if (others > 0 && moving === 'selected')
    out.push(`Only the chosen face moves; the other ${others === 1 ? 'face rides' : 'faces ride'} along.`);
  if (matte === undefined && facial.slice(0, 3).some((name) => channelMoves(motion, name))) {
    out.push('Without a matte the background next to the head bends with its turns.');
  }
  return out;
}
