/**
 * Runs the published face mesh solution (`@mediapipe/face_mesh`, refined landmarks) in Chromium, as an
 * independent check of the whole chain detector -> crop -> landmarks.
 *
 * Usage: node published-mesh.mjs PACKAGE_FOLDER CHROMIUM PHOTO... > published-mesh.json
 * Output: per photo name, the 478 points [x, y, z] in photo pixels of the first (still) frame, or null.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { chromium } from 'playwright-core';

const [packageFolder, executablePath, ...photos] = process.argv.slice(2);
if (!packageFolder || !executablePath || photos.length === 0) {
  console.error('Usage: node published-mesh.mjs PACKAGE_FOLDER CHROMIUM PHOTO...');
  process.exit(2);
}

const TYPES = {
  '.js': 'text/javascript',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
};
const PAGE = '<!doctype html><script src="/mesh/face_mesh.js"></script>';

/** The page at /, the package at /mesh/NAME, the photos at /photo/INDEX. */
async function answer(path) {
  if (path === '/') return { body: PAGE, type: 'text/html' };
  const [, kind, name] = path.split('/');
  const file = kind === 'mesh' ? join(packageFolder, basename(name)) : photos[Number(name)];
  return { body: await readFile(file), type: TYPES[extname(file)] ?? 'application/octet-stream' };
}

const server = createServer((request, response) => {
  answer(request.url).then(
    ({ body, type }) => response.writeHead(200, { 'content-type': type }).end(body),
    () => response.writeHead(404).end(),
  );
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));

/** Runs in the page. Only `refineLandmarks` may be set: other options break the published graph. */
async function meshOf(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d').drawImage(image, 0, 0);
  const mesh = new globalThis.FaceMesh({ locateFile: (file) => `/mesh/${file}` });
  await mesh.initialize();
  mesh.setOptions({ refineLandmarks: true });
  let points = null;
  mesh.onResults((results) => {
    const face = results.multiFaceLandmarks?.[0];
    points = face?.map((p) => [p.x * canvas.width, p.y * canvas.height, p.z * canvas.width]) ?? null;
  });
  await mesh.send({ image: canvas });
  return points;
}

const browser = await chromium.launch({
  executablePath,
  args: ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', ...sandboxFlags()],
});

/** Chromium refuses its sandbox to root. */
function sandboxFlags() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

const found = {};
try {
  for (const [index, photo] of photos.entries()) {
    const page = await browser.newPage(); // one solution a page
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const points = await page.evaluate(meshOf, `/photo/${index}`);
    found[basename(photo)] = points?.map((p) => p.map((v) => Math.round(v * 1000) / 1000)) ?? null;
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
process.stdout.write(`${JSON.stringify(found)}\n`);
