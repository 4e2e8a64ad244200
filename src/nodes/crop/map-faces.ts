import type { Box, Face, FacesValue } from '../../values/faces.ts';
import type { Point } from '../../values/value.ts';

/**
 * Faces in the coordinates of a crop. Faces whose middle lies outside of it are left out; the selected face
 * stays selected, or the first one is when it was left out.
 *
 * @param rect the crop, px of the picture
 * @param width of the resampled crop, px
 * @param height of the resampled crop, px
 */
export function mapFaces(faces: FacesValue, rect: Box, width: number, height: number): FacesValue {
  const scaleX = width / rect.width;
  const scaleY = height / rect.height;
  const toCrop = (point: Point): Point => ({
    x: (point.x - rect.x) * scaleX,
    y: (point.y - rect.y) * scaleY,
  });
  const kept = faces.faces.filter(({ box }) => {
    const middle = toCrop({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
    return middle.x >= 0 && middle.y >= 0 && middle.x <= width && middle.y <= height;
  });
  const chosen = faces.faces[faces.selected];
  return {
    type: 'Faces',
    width,
    height,
    faces: kept.map((face) => mapFace(face, toCrop, scaleX, scaleY)),
    selected: Math.max(0, chosen ? kept.indexOf(chosen) : 0),
  };
}

function mapFace(face: Face, toCrop: (point: Point) => Point, scaleX: number, scaleY: number): Face {
  const { landmarks, ...rest } = face;
  const mapped: Face = {
    ...rest,
    box: { ...toCrop(face.box), width: face.box.width * scaleX, height: face.box.height * scaleY },
    keypoints: face.keypoints.map(toCrop),
  };
  return landmarks ? { ...mapped, landmarks: mapLandmarks(landmarks, toCrop, scaleX) } : mapped;
}

function mapLandmarks(
  landmarks: Float32Array,
  toCrop: (point: Point) => Point,
  depthScale: number,
): Float32Array {
  const out = new Float32Array(landmarks.length);
  for (let i = 0; i < landmarks.length; i += 3) {
    const point = toCrop({ x: landmarks[i] as number, y: landmarks[i + 1] as number });
    out[i] = point.x;
    out[i + 1] = point.y;
    out[i + 2] = (landmarks[i + 2] as number) * depthScale;
  }
  return out;
}
