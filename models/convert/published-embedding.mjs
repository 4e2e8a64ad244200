/**
 * Runs the published face recognition network (`@vladmandic/face-api`) in Chromium on 150 x 150 pictures, as an
 * independent check of the conversion.
 *
 * Usage: node published-embedding.mjs PACKAGE_FOLDER CHROMIUM CHIP.png... > embeddings.json
 * Output: per file name, the 128 numbers.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname, join } from 'node:path';
import { chromium } from 'playwright-core';

const [packageFolder, executablePath, ...chips] = process.argv.slice(2);
if (!packageFolder || !executablePath || chips.length === 0) {
  console.error('Usage: node published-embedding.mjs PACKAGE_FOLDER CHROMIUM CHIP.png...');
  process.exit(2);
}

const TYPES = { '.js': 'text/javascript', '.json': 'application/json', '.png': 'image/png' };
const FOLDERS = { code: 'dist', model: 'model' };

/** The page at /, the package at /code/NAME and /model/NAME, the pictures at /chip/INDEX. */
async function answer(path) {
  if (path === '/') return { body: '<!doctype html>', type: 'text/html' };
  const [, kind, name] = path.split('/');
  const folder = FOLDERS[kind];
  const file = folder ? join(packageFolder, folder, basename(name)) : chips[Number(name)];
  return { body: await readFile(file), type: TYPES[extname(file)] ?? 'application/octet-stream' };
}

const server = createServer((request, response) => {
  answer(request.url).then(
    ({ body, type }) => response.writeHead(200, { 'content-type': type }).end(body),
    () => response.writeHead(404).end(),
  );
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));

/** Runs in the page, on the processor: WebGL's arithmetic is coarser. */
async function embeddingsOf(count) {
  const api = await import('/code/face-api.esm.js');
  await api.tf.setBackend('cpu');
  await api.nets.faceRecognitionNet.loadFromUri('/model');
  const found = [];
  for (let index = 0; index < count; index++) {
    const image = new Image();
    image.src = `/chip/${index}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    canvas.getContext('2d').drawImage(image, 0, 0);
    found.push([...(await api.nets.faceRecognitionNet.computeFaceDescriptor(canvas))]);
  }
  return found;
}

/** Chromium refuses its sandbox to root. */
const sandboxFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args: sandboxFlags });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const found = await page.evaluate(embeddingsOf, chips.length);
  process.stdout.write(
    `${JSON.stringify(Object.fromEntries(chips.map((chip, index) => [basename(chip), found[index]])))}\n`,
  );
} finally {
  await browser.close();
  server.close();
}
