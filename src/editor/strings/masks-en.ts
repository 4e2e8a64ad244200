import { catalogue } from './catalogue.ts';

/** Words of the brush that paints masks and depth. */
export const maskStrings = catalogue('masks', {
  canvas:
    'Picture to paint on. Arrow keys move the brush, Enter starts and ends a line, Space makes a dab, brackets change the size, E erases.',
  keys: 'Keyboard: arrows move, Enter starts and ends a line, Space dabs, [ and ] size, E erases.',
  depthCanvas:
    'Depth over the picture to paint on. Arrow keys move the brush, Enter starts and ends a line, Space makes a dab, brackets change the size, E takes the next tool.',
  depthKeys:
    'Keyboard: arrows move, Enter starts and ends a line, Space dabs, [ and ] size, E takes the next tool. Light is near, dark is far.',
  depthTitle: 'Touch up depth',
  noPicture: 'Run the picture before this node first, then paint on it.',
  makePicture: 'Make the picture',
  tools: { paint: 'Paint', erase: 'Erase', nearer: 'Nearer', farther: 'Farther', smooth: 'Smooth' },
  radius: 'Size',
  feather: 'Softness',
  snap: 'Snap to edges',
  undo: 'Take back the last stroke',
  clear: 'Remove all strokes',
  large: 'Paint in a large view',
  largeTitle: 'Paint mask',
  count: (count: number) => (count === 1 ? '1 stroke' : `${count} strokes`),
  full: 'No room for more strokes: remove some first.',
  painted: 'Stroke painted',
  steps: {
    paint: 'Paint a stroke',
    erase: 'Erase with a stroke',
    nearer: 'Bring nearer with a stroke',
    farther: 'Push farther with a stroke',
    smooth: 'Smooth with a stroke',
    clear: 'Remove all strokes',
  },
});
