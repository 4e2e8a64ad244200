import { expect, it } from 'vitest';
import {
  LANDMARK_HANDLE_NAMES,
  type LandmarkHandleName,
} from '../../nodes/landmark-edit/landmark-handles.ts';
import { reachedBy, withHandle, withMoved } from './handle-moves.ts';

it('moves a handle within the bounds of the node', () => {
  expect(withMoved([0.1, 0], [0.05, -0.2])).toEqual([0.15, -0.2]);
  expect(withMoved([0.9, -0.9], [5, -5])).toEqual([1, -1]);
});

it('keeps no trace of a handle that is back in its place', () => {
  expect(withHandle({ chin: [0, 0.1] }, 'noseTip', [0.1, 0])).toEqual({ chin: [0, 0.1], noseTip: [0.1, 0] });
  expect(withHandle({ chin: [0, 0.1] }, 'chin', [0, 0])).toEqual({});
});

it('takes the nearest handle that a pointer reaches', () => {
  const away = LANDMARK_HANDLE_NAMES.map((name) => [name, { x: 5, y: 5 }]);
  const spots = {
    ...(Object.fromEntries(away) as Record<LandmarkHandleName, { x: number; y: number }>),
    lidUpperLeft: { x: 0.5, y: 0.5 },
    lidLowerLeft: { x: 0.5, y: 0.6 },
  };
  const stage = { width: 100, height: 100 };
  const at = (y: number, reach: number) =>
    reachedBy({ x: 50, y }, reach, LANDMARK_HANDLE_NAMES, spots, stage);
  expect(at(53, 20)).toBe('lidUpperLeft');
  expect(at(57, 20)).toBe('lidLowerLeft');
  expect(at(80, 14)).toBeUndefined();
});
