/** A small workflow with every node that is worked on by hand, and with takes to choose from; in rows from left to right. */
const ROWS = [
  {
    photo: { type: 'load-image@1', params: { file: 'sample:astronaut', maxSide: 512 } },
    found: { type: 'detect-faces@1', inputs: { image: 'photo.image' } },
    cut: {
      type: 'crop@1',
      params: { mode: 'manual', rect: [0.12, 0, 0.66, 0.66], size: 192 },
      inputs: { image: 'photo.image', faces: 'found.faces' },
    },
    landmarks: { type: 'landmarks@1', inputs: { image: 'cut.image', faces: 'cut.faces' } },
    points: { type: 'landmark-edit@1', inputs: { faces: 'landmarks.faces', image: 'cut.image' } },
  },
  {
    matte: { type: 'matte@1', inputs: { image: 'cut.image' } },
    painted: { type: 'mask-paint@1', inputs: { image: 'cut.image', mask: 'matte.matte' } },
    regions: {
      type: 'regions@1',
      inputs: { image: 'cut.image', faces: 'points.faces', matte: 'painted.mask' },
    },
    hair: {
      type: 'mask-from-regions@1',
      params: { regions: 'hair' },
      inputs: { regions: 'regions.regions' },
    },
    depth: { type: 'depth@1', inputs: { image: 'cut.image', faces: 'points.faces', matte: 'painted.mask' } },
    deeper: { type: 'depth-edit@1', inputs: { depth: 'depth.depth', image: 'cut.image' } },
  },
  {
    prompt: {
      type: 'motion-prompt@1',
      params: { text: 'slow blink, turn the head left, wiggle the ears, breathe deeply' },
      inputs: { faces: 'points.faces' },
    },
    keys: {
      type: 'keyframes@1',
      params: {
        tracks: {
          'head.yaw': [
            { at: 0, value: 0 },
            { at: 0.6, value: 6 },
            { at: 1.4, value: -3 },
          ],
        },
      },
    },
    motion: {
      type: 'diffusion-sampler@1',
      params: { takes: 4, seconds: 2, fps: 12, steps: 6 },
      inputs: { prompt: 'prompt.prompt', faces: 'points.faces', keyframes: 'keys.keyframes' },
    },
    camera: { type: 'camera-path@1', inputs: { motion: 'motion.motion' } },
    animate: {
      type: 'animate@1',
      inputs: {
        image: 'cut.image',
        motion: 'camera.motion',
        faces: 'points.faces',
        matte: 'painted.mask',
        depth: 'deeper.depth',
      },
    },
  },
] as const;

/** Distance of nodes, px. */
const STEP = { x: 300, y: 460 } as const;

/** The workflow as a file. @param takes how many the sampler gives */
export function handWork(takes = 4): string {
  const nodes = Object.assign({}, ...ROWS) as Record<string, object>;
  const { motion } = ROWS[2];
  nodes.motion = { ...motion, params: { ...motion.params, takes } };
  const places = ROWS.flatMap((row, y) =>
    Object.keys(row).map((id, x) => [id, { x: x * STEP.x, y: y * STEP.y }] as const),
  );
  return JSON.stringify({
    kineograph: 1,
    name: 'By hand',
    nodes,
    outputs: ['animate.clip', 'hair.mask'],
    view: { nodes: Object.fromEntries(places) },
  });
}
