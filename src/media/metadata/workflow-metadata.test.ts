import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { paintedClip, paintWaves } from '../../../tests/support/clips.ts';
import { MediaError } from '../../values/errors.ts';
import { joinBytes, latin1Bytes, littleEndian } from '../bytes/join-bytes.ts';
import { VIDEO_COLOUR_SPACE } from '../encode/codec-settings.ts';
import type { EncodeJob } from '../encode/encode-job.ts';
import { encodeGif } from '../encode/gif.ts';
import { encodePng } from '../encode/png-file.ts';
import { encodePngSequence } from '../encode/png-sequence.ts';
import { VideoFile } from '../encode/video-file.ts';
import { muxAnimatedWebp, webpBitstream } from '../encode/webp-mux.ts';
import { readImageHeader } from '../image/image-header.ts';
import { embedWorkflow } from './embed-workflow.ts';
import { extractWorkflow } from './extract-workflow.ts';
import { packWorkflow, unpackWorkflow } from './workflow-stamp.ts';

const clip = paintedClip({ width: 32, height: 24, fps: 24, frameCount: 4, loop: true }, paintWaves);
const job: EncodeJob = {
  clip,
  quality: 'good',
  loops: 1,
  signal: new AbortController().signal,
  progress: () => undefined,
  notice: () => undefined,
};

/** A one-pixel lossless WebP. */
const STILL_WEBP = new Uint8Array(Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64'));
/** Decoder configuration of a baseline H.264 stream. */
const AVC_DESCRIPTION = Buffer.from(
  '0142c01effe100126742c01e8c8d40400834d40404041e1108d401000468ce3c80',
  'hex',
);

async function video(container: 'mp4' | 'webm'): Promise<Uint8Array> {
  const file = new VideoFile(container, container === 'mp4' ? 'avc' : 'vp9', 24);
  const config: VideoDecoderConfig = {
    codec: container === 'mp4' ? 'avc1.42c01e' : 'vp09.00.30.08',
    codedWidth: 32,
    codedHeight: 24,
    colorSpace: VIDEO_COLOUR_SPACE,
    ...(container === 'mp4' && { description: AVC_DESCRIPTION }),
  };
  for (let frame = 0; frame < 4; frame++) {
    const data = new Uint8Array(40 + frame).fill(frame + 1);
    await file.add({ data, isKey: frame === 0, frame }, config);
  }
  return file.finish();
}

async function still(): Promise<Uint8Array> {
  return encodePng((await clip.read({ start: 0, end: 1 })).data, 32, 24);
}

const bitstream = webpBitstream(STILL_WEBP);
const webpFrame = { x: 0, y: 0, width: 1, height: 1, duration: 40, blend: false, bitstream };
const FILES: Readonly<Record<string, Uint8Array>> = {
  mp4: await video('mp4'),
  webm: await video('webm'),
  gif: await encodeGif(job),
  webp: muxAnimatedWebp(1, 1, true, [webpFrame, webpFrame]),
  'still webp': STILL_WEBP,
  png: await still(),
  zip: await encodePngSequence(job),
};
const NAMES = Object.keys(FILES);
const JSON_TEXT = JSON.stringify({ kineograph: 1, name: 'Été 🎞️ <script>', nodes: { a: { x: [1.5, null] } } });

/** Timestamps and bytes of every packet. */
async function packets(file: Uint8Array): Promise<string[]> {
  using input = new Input({ source: new BufferSource(file), formats: ALL_FORMATS });
  const track = (await input.getPrimaryVideoTrack())!;
  const list: string[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    list.push(`${packet.timestamp.toFixed(3)} ${packet.type} ${[...packet.data].join()}`);
  }
  return list;
}

describe.each(NAMES)('%s', (name) => {
  const file = FILES[name]!;

  it('carries none at first', () => expect(extractWorkflow(file)).toBeUndefined());

  it('gives back exactly what was put in', () => {
    for (const json of [JSON_TEXT, '', '{}', '\ufeff{"bom":true}', `{"long":"${'müde '.repeat(60_000)}"}`]) {
      expect(extractWorkflow(embedWorkflow(file, 'x/y', json))).toBe(json);
    }
  });

  it('replaces an earlier workflow and gives the same bytes each time', () => {
    const once = embedWorkflow(file, 'x/y', JSON_TEXT);
    expect(embedWorkflow(embedWorkflow(file, 'x/y', '{"old":1}'), 'x/y', JSON_TEXT)).toEqual(once);
    expect(embedWorkflow(once, 'x/y', JSON_TEXT)).toEqual(once);
  });

  it('leaves the given bytes alone', () => {
    const before = file.slice();
    embedWorkflow(file, 'x/y', JSON_TEXT);
    expect(file).toEqual(before);
  });

  it('meets cut or changed files with a result or a MediaError, quickly', () => {
    const stamped = embedWorkflow(file, 'x/y', JSON_TEXT);
    const edits = fc.array(fc.tuple(fc.nat(stamped.length - 1), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(stamped.length), edits, (length, changes) => {
        const broken = stamped.slice();
        for (const [at, byte] of changes) broken[at] = byte;
        const cut = changes.length % 2 ? broken : broken.subarray(0, length);
        for (const attempt of [() => extractWorkflow(cut), () => embedWorkflow(cut, 'x/y', '{}')]) {
          try {
            attempt();
          } catch (error) {
            if (!(error instanceof MediaError)) throw error;
          }
        }
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('files stay what they were', () => {
  it.each(['mp4', 'webm'])('%s: every packet at its place', async (name) => {
    const stamped = embedWorkflow(FILES[name]!, 'x/y', JSON_TEXT);
    expect(await packets(stamped)).toEqual(await packets(FILES[name]!));
    expect(await packets(stamped)).toHaveLength(4);
  });

  it('mp4: the index still comes first', () => {
    const stamped = embedWorkflow(FILES.mp4!, 'video/mp4', JSON_TEXT);
    expect(stamped.subarray(0, FILES.mp4!.length)).toEqual(FILES.mp4);
    expect(String.fromCharCode(...stamped.subarray(FILES.mp4!.length + 4, FILES.mp4!.length + 8))).toBe(
      'uuid',
    );
  });

  it('mp4: a last box without a size gets one', async () => {
    const open = FILES.mp4!.slice();
    const mdat = Buffer.from(open).indexOf('mdat');
    open.fill(0, mdat - 4, mdat);
    const stamped = embedWorkflow(open, 'video/mp4', JSON_TEXT);
    expect(extractWorkflow(stamped)).toBe(JSON_TEXT);
    expect(await packets(stamped)).toHaveLength(4);
  });

  it('gif and webp: size and frames', () => {
    for (const name of ['gif', 'webp']) {
      const stamped = embedWorkflow(FILES[name]!, 'x/y', JSON_TEXT);
      expect(readImageHeader(stamped)).toEqual(readImageHeader(FILES[name]!));
    }
  });

  it('still webp: gets the extended header that further chunks need', () => {
    const stamped = embedWorkflow(STILL_WEBP, 'image/webp', JSON_TEXT);
    expect(String.fromCharCode(...stamped.subarray(12, 16))).toBe('VP8X');
    expect(readImageHeader(stamped)).toMatchObject({ width: 1, height: 1 });
  });

  it('png: pixels and checksums', () => {
    const decode = (bytes: Uint8Array) => PNG.sync.read(Buffer.from(bytes), { checkCRC: true });
    const stamped = decode(embedWorkflow(FILES.png!, 'image/png', JSON_TEXT));
    expect([...stamped.data]).toEqual([...decode(FILES.png!).data]);
  });

  it('zip: other entries, and workflow.json in plain text', () => {
    const files = unzipSync(embedWorkflow(FILES.zip!, 'application/zip', JSON_TEXT));
    expect(new TextDecoder().decode(files['workflow.json'])).toBe(JSON_TEXT);
    expect(files['frame-0003.png']).toEqual(unzipSync(FILES.zip!)['frame-0003.png']);
  });
});

describe('what comes from elsewhere', () => {
  it('reads a deflated workflow.json from a zip that another program wrote', () => {
    const zip = zipSync({
      'a/b.txt': latin1Bytes('hello'),
      'workflow.json': latin1Bytes('{"kineograph":1}'),
    });
    expect(extractWorkflow(zip)).toBe('{"kineograph":1}');
    expect(unzipSync(embedWorkflow(zip, 'application/zip', '{}'))['a/b.txt']).toEqual(latin1Bytes('hello'));
  });

  it('finds nothing in other files and cannot stamp them', () => {
    const text = latin1Bytes('{"kineograph":1}');
    expect(extractWorkflow(text)).toBeUndefined();
    expect(extractWorkflow(new Uint8Array())).toBeUndefined();
    expect(() => embedWorkflow(text, 'text/plain', '{}')).toThrow(/text\/plain cannot carry/);
  });

  it('says when a workflow is there but damaged', () => {
    const stamped = embedWorkflow(FILES.mp4!, 'video/mp4', JSON_TEXT);
    stamped[stamped.length - 10]! ^= 0x55;
    expect(() => extractWorkflow(stamped)).toThrow(MediaError);
  });

  it('refuses workflows beyond 8 MB, going in and coming out', () => {
    expect(() => packWorkflow('x'.repeat(8 * 1024 * 1024 + 1))).toThrow(/larger than 8 MB/);
    const bomb = zipSync({ 'workflow.json': new Uint8Array(12 * 1024 * 1024) }, { level: 1 });
    expect(() => extractWorkflow(bomb)).toThrow(/larger than 8 MB/);
    const huge = joinBytes(latin1Bytes('KGWF\x01'), littleEndian(0, 4), new Uint8Array(9));
    expect(() => unpackWorkflow(huge)).toThrow(MediaError);
  });
});
