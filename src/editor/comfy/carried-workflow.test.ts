import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { API_WORKFLOW, CANVAS_WORKFLOW } from '../../../tests/support/comfy-workflows.ts';
import { bigEndian, joinBytes, latin1Bytes, littleEndian } from '../../media/bytes/join-bytes.ts';
import { pictureTexts } from '../../media/metadata/picture-texts.ts';
import { parseComfy } from './read-comfy.ts';

describe('pictures that carry a workflow', () => {
  const chunk = (type: string, content: Uint8Array) =>
    joinBytes(bigEndian(content.length, 4), latin1Bytes(type), content, new Uint8Array(4));
  const png = (...chunks: Uint8Array[]) =>
    joinBytes(latin1Bytes('\x89PNG\r\n\x1a\n'), ...chunks, chunk('IEND', new Uint8Array()));
  const json = JSON.stringify(API_WORKFLOW);

  it('is found in plain, packed and international text chunks', () => {
    const packed = new Uint8Array(deflateSync(json));
    const file = png(
      chunk('tEXt', latin1Bytes(`prompt\0${json}`)),
      chunk('zTXt', joinBytes(latin1Bytes('packed\0\0'), packed)),
      chunk('iTXt', joinBytes(latin1Bytes('wide\0\x01\0\0\0'), packed)),
      chunk('iTXt', joinBytes(latin1Bytes('plain\0\0\0en\0\0'), new TextEncoder().encode('“ü”'))),
    );
    const texts = pictureTexts(file);
    expect([texts.get('prompt'), texts.get('packed'), texts.get('wide')]).toEqual([json, json, json]);
    expect(texts.get('plain')).toBe('“ü”');
    expect(pictureTexts(file.subarray(0, file.length - 40)).get('prompt')).toBe(json);
  });

  it('is found in the EXIF data of a WebP', () => {
    const text = latin1Bytes(`workflow:${JSON.stringify(CANVAS_WORKFLOW)}\0`);
    const exif = joinBytes(
      latin1Bytes('II*\0'),
      littleEndian(8, 4),
      littleEndian(1, 2),
      littleEndian(0x010f, 2),
      littleEndian(2, 2),
      littleEndian(text.length, 4),
      littleEndian(26, 4),
      new Uint8Array(4),
      text,
    );
    const body = joinBytes(latin1Bytes('WEBPEXIF'), littleEndian(exif.length, 4), exif, new Uint8Array(1));
    const texts = pictureTexts(joinBytes(latin1Bytes('RIFF'), littleEndian(body.length, 4), body));
    expect(parseComfy(texts.get('workflow') ?? '')?.nodes.size).toBe(CANVAS_WORKFLOW.nodes.length);
  });

  it('never stumbles over damaged files', () => {
    const whole = png(chunk('tEXt', latin1Bytes(`prompt\0${json}`)));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }), (changes) => {
        const file = whole.slice();
        for (const [at, value] of changes) file[at] = value;
        pictureTexts(file);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
