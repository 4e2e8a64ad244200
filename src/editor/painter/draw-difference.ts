/** How often the difference is doubled: four times as strong, small movements show. */
const DOUBLINGS = 2;

/** What is drawn becomes its absolute difference to a picture of the same scene, amplified. */
export function drawDifference(context: OffscreenCanvasRenderingContext2D, picture: OffscreenCanvas): void {
  const { width, height } = context.canvas;
  context.save();
  context.globalCompositeOperation = 'difference';
  // Clips drop an odd last row or column; nothing is scaled where sizes agree.
  const isCut = picture.width - width <= 1 && picture.height - height <= 1;
  if (isCut) context.drawImage(picture, 0, 0);
  else context.drawImage(picture, 0, 0, width, height);
  context.globalCompositeOperation = 'lighter';
  for (let doubling = 0; doubling < DOUBLINGS; doubling++) context.drawImage(context.canvas, 0, 0);
  context.restore();
}
