/** Vertex numbers of the face mesh that the rig refers to. Sides are the subject's own. */
export interface EyePoints {
  /** Corner to corner along the upper lid, outer corner first (9 points). */
  readonly upper: readonly number[];
  /** The same along the lower lid. */
  readonly lower: readonly number[];
  /** Ring above the upper lid (the crease), outer first (7 points between the corners). */
  readonly crease: readonly number[];
  /** Ring under the brow, outer first. */
  readonly underBrow: readonly number[];
  /** Ring below the lower lid. */
  readonly below: readonly number[];
  /** Landmark of the iris centre; the next four are its rim. */
  readonly iris: number;
}

export const RIGHT_EYE: EyePoints = {
  upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
  lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
  crease: [247, 30, 29, 27, 28, 56, 190],
  underBrow: [113, 225, 224, 223, 222, 221, 189],
  below: [25, 110, 24, 23, 22, 26, 112],
  iris: 468,
};

export const LEFT_EYE: EyePoints = {
  upper: [263, 466, 388, 387, 386, 385, 384, 398, 362],
  lower: [263, 249, 390, 373, 374, 380, 381, 382, 362],
  crease: [467, 260, 259, 257, 258, 286, 414],
  underBrow: [342, 445, 444, 443, 442, 441, 413],
  below: [255, 339, 254, 253, 252, 256, 341],
  iris: 473,
};

/** Inner rim of the lips from the subject's right corner (78) to the left (308). */
export const INNER_UPPER_LIP = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308] as const;
export const INNER_LOWER_LIP = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308] as const;
/** Outer rim of the lips from the subject's right corner (61) to the left (291). */
export const OUTER_UPPER_LIP = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291] as const;
export const OUTER_LOWER_LIP = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291] as const;

/** The two rows of the lower lip between its rims, from the subject's right to the left. */
export const LOWER_LIP_ROWS = [
  96, 89, 179, 86, 15, 316, 403, 319, 325, 77, 90, 180, 85, 16, 315, 404, 320, 307,
] as const;

/** Outline of the face, clockwise as seen from the forehead. */
export const FACE_OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;

export const CHIN = 152;
export const FOREHEAD = 10;

/** Brow points from the outer end to the inner, lower then upper row. */
export const RIGHT_BROW = [46, 53, 52, 65, 55, 70, 63, 105, 66, 107] as const;
export const LEFT_BROW = [276, 283, 282, 295, 285, 300, 293, 334, 296, 336] as const;
