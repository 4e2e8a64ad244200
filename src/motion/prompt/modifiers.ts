/** Words that change how something happens. Factors multiply. */
export interface Modifier {
  readonly words: string;
  readonly kind: 'intensity' | 'speed' | 'rate' | 'emphasis' | 'plain';
  readonly factor: number;
  /** An adverb joins what stands before it ("smile gently"), an adjective what follows ("gentle smile"). */
  readonly adverb?: boolean;
}

function words(kind: Modifier['kind'], factor: number, adjectives: string, adverbs = ''): Modifier[] {
  const list = (text: string, adverb: boolean): Modifier[] =>
    text === ''
      ? []
      : text.split(', ').map((entry) => ({ words: entry, kind, factor, ...(adverb ? { adverb } : {}) }));
  return [...list(adjectives, false), ...list(adverbs, true)];
}

/** Intensity from here on is warned about: warps of one photo begin to show. */
export const STRONG_INTENSITY = 1.5;

/** Intensities, speeds and frequencies with their synonyms. */
export const MODIFIERS: readonly Modifier[] = [
  ...words(
    'intensity',
    0.25,
    'imperceptible, minimal, minuscule, barely perceptible, barely visible, barely there, barely noticeable, hardly noticeable, almost imperceptible',
    'barely, imperceptibly, minimally, hardly, ever so slightly, barely noticeably',
  ),
  ...words(
    'intensity',
    0.5,
    'subtle, slight, tiny, small, little, minor, faint, delicate, understated, micro, shallow, modest, restrained, halfway, tiny bit, little bit, hint of, touch of, trace of',
    'subtly, slightly, a little, a bit, a touch, a little bit, a tiny bit, a tad, faintly, delicately, somewhat, only slightly, only a little, just a little, just a bit',
  ),
  ...words(
    'intensity',
    0.7,
    'gentle, soft, light, mild, tender',
    'gently, softly, lightly, mildly, tenderly',
  ),
  ...words(
    'intensity',
    1,
    'natural, normal, regular, moderate, ordinary',
    'naturally, normally, regularly, moderately',
  ),
  ...words(
    'intensity',
    1.3,
    'noticeable, clear, visible, pronounced, distinct, definite',
    'noticeably, clearly, visibly, distinctly',
  ),
  ...words('intensity', 1.5, 'deep, broad, bright, vivid, far', 'deeply, broadly, brightly'),
  ...words(
    'intensity',
    1.7,
    'strong, dramatic, big, wide, large, huge, intense, heavy, exaggerated, extreme, vigorous, hard, full, excessive, massive, great',
    'strongly, dramatically, widely, intensely, heavily, vigorously, exaggeratedly, extremely, wildly, madly, furiously, all the way, a lot, too much, so much, excessively',
  ),
  ...words(
    'speed',
    0.4,
    'very slow, super slow, extremely slow, ultra slow',
    'very slowly, super slowly, extremely slowly',
  ),
  ...words(
    'speed',
    0.6,
    'slow, unhurried, lazy, languid, slow motion',
    'slowly, lazily, in slow motion, languidly',
  ),
  ...words(
    'speed',
    0.8,
    'calm, gradual, leisurely',
    'calmly, gradually, gracefully, elegantly, dreamily, sleepily',
  ),
  ...words('speed', 1.3, 'lively, brisk, energetic', 'briskly, energetically, nervously'),
  ...words(
    'speed',
    1.6,
    'quick, rapid, fast, sudden, swift, snappy',
    'quickly, rapidly, fast, suddenly, swiftly',
  ),
  ...words(
    'rate',
    0.6,
    'occasional, rare, infrequent',
    'occasionally, sometimes, rarely, now and then, from time to time, once in while, once in a while',
  ),
  ...words('rate', 1.4, 'frequent', 'often, frequently, repeatedly'),
  ...words('emphasis', 1.5, 'very, really, super, ultra, quite, too, extra, more'),
  ...words('emphasis', 0.8, 'less, fairly, rather'),
  ...words(
    'plain',
    1,
    'continuous, constant, random, irregular, just, only, nice, beautiful, simple, old, young, vintage, warm, approving, reassuring, knowing, summer, long, short',
    [
      'continuously, constantly, randomly, irregularly, again, throughout, always, together, all time, all the time',
      'the whole time, whole time, at all, at the same time, at once, simultaneously, anymore, any more, ok, okay, fine',
      'warmly, proudly, shyly, politely, respectfully, passionately, angrily, happily, sadly, lovingly, confidently, sceptically, skeptically, playfully, thoughtfully, curiously',
      'in agreement, in approval, in disbelief, in concentration, to the beat, to the music, to music, to the rhythm',
      'at the camera, at camera, to the camera, to camera, into the camera, toward the camera, towards the camera, at the viewer, to the viewer, at us, to us, at me, to me, at the lens',
      'on her face, on his face, on their face, on the face, across her face, across his face, across the face',
      'to reveal the background, to reveal the scene, revealing the background, revealing the scene',
      'of the frame, of frame, in frame, of the picture, on her lips, on his lips, on the lips, over her face, over his face',
      'across the scene, into the sun, in the sun, in the sunlight, out loud, in place, like a child',
    ].join(', '),
  ),
];

/** Words that carry no meaning of their own here; they are neither shown as chips nor as unknown. */
export const FILLERS: ReadonlySet<string> = new Set(
  (
    'the a an of to at into on onto it its his her their my your our is are be being been was were some any ' +
    'this that these those she he they we i you him them himself herself themselves themself who which ' +
    'person subject woman man girl boy lady guy character model people make makes making let lets have has ' +
    'mother father mom mum dad grandma grandpa grandmother grandfather baby child kid kids son daughter ' +
    'wife husband bride groom friend something someone somebody ' +
    'having do does doing did will should would can could please add adding give gives giving show shows ' +
    'showing from for by if like toward towards own perform performs performing start starts starting begin ' +
    'must may might us me both across feel feeling break breaks breaking ' +
    'begins beginning continue continues there also photo picture image video clip gets with'
  ).split(' '),
);

/** Words that matter inside phrases ("push in") and are passed over elsewhere. */
export const PASSED_OVER: ReadonlySet<string> = new Set([
  'in',
  'get',
  'go',
  'goes',
  'side',
  'direction',
  'way',
  'until',
  'so',
  'after',
  'before',
  'completely',
  'perfectly',
  'absolutely',
  'totally',
  'entirely',
  'shot',
  'thing',
  'take',
  'takes',
  'taking',
  'plays',
  'playing',
]);

/** Units of picture formats, which are no counts: "4k", "60 fps". */
export const FORMAT_UNITS: ReadonlySet<string> = new Set(['k', 'p', 'fps', 'hd', 'mm', 'px', 'bit']);

/** Other words for a word of the lexicon, where the lexicon does not have them. */
export const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ['eyebrow', 'brow'],
  ['eyebrows', 'brow'],
  ['brow', 'eyebrow'],
  ['brows', 'eyebrow'],
  ['lids', 'eyelid'],
  ['lashes', 'eyelash'],
  ['locks', 'hair'],
  ['curls', 'hair'],
  ['tresses', 'hair'],
  ['us', 'camera'],
  ['me', 'camera'],
  ['viewer', 'camera'],
  ['viewers', 'camera'],
  ['audience', 'camera'],
  ['lens', 'camera'],
  ['photographer', 'camera'],
  ['peek', 'glanc'],
  ['peeks', 'glanc'],
  ['peeking', 'glanc'],
  ['swivel', 'turn'],
  ['swivels', 'turn'],
  ['rotates', 'turn'],
  ['rotating', 'turn'],
  ['pivots', 'turn'],
]);

/** Possessives that make a side the subject's own. */
export const OWN_SIDE_WORDS: ReadonlySet<string> = new Set([
  'his',
  'her',
  'their',
  'its',
  'own',
  'my',
  'subject',
]);

/** Sides of the picture. */
export const SIDE_WORDS: ReadonlyMap<string, -1 | 1> = new Map([
  ['left', -1],
  ['right', 1],
  ['leftward', -1],
  ['leftwards', -1],
  ['rightward', 1],
  ['rightwards', 1],
  ['clockwise', 1],
  ['counterclockwise', -1],
  ['anticlockwise', -1],
]);

export const NEGATORS: ReadonlySet<string> = new Set([
  'no',
  'not',
  'without',
  'avoid',
  'avoiding',
  "don't",
  'dont',
  "doesn't",
  'doesnt',
  "didn't",
  "isn't",
  "aren't",
  "won't",
  "shouldn't",
  "can't",
  'cannot',
  'never',
  'none',
  'nor',
  'neither',
  'zero',
  'stop',
  'prevent',
  'exclude',
]);

/** Verbs of "keep ... still". */
export const KEEP_WORDS: ReadonlySet<string> = new Set([
  'keep',
  'keeps',
  'keeping',
  'kept',
  'stay',
  'stays',
  'staying',
  'remain',
  'remains',
  'remaining',
  'leave',
  'maintain',
  'maintains',
  'hold',
  'holds',
  'holding',
  'preserve',
]);

export type Connector = 'join' | 'or' | 'then' | 'while' | 'but';

/** Words between clauses. */
export const CONNECTORS: ReadonlyMap<string, Connector> = new Map([
  ['and', 'join'],
  ['plus', 'join'],
  ['or', 'or'],
  ['then', 'then'],
  ['afterwards', 'then'],
  ['afterward', 'then'],
  ['next', 'then'],
  ['later', 'then'],
  ['finally', 'then'],
  ['while', 'while'],
  ['whilst', 'while'],
  ['as', 'while'],
  ['with', 'while'],
  ['during', 'while'],
  ['but', 'but'],
  ['however', 'but'],
  ['except', 'but'],
  ['besides', 'but'],
  ['followed', 'then'],
  ['eventually', 'then'],
]);

/** Kinds of animals: the face models are trained on people. */
export const ANIMAL_WORDS: ReadonlySet<string> = new Set(
  'cat dog kitten puppy horse bird animal pet lion tiger bear rabbit fox wolf monkey cow sheep tail paw whisker whiskers cats dogs animals'.split(
    ' ',
  ),
);
