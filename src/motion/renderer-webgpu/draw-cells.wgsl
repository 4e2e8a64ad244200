// Draws one frame, a pixel per invocation, by the plan of its cells. The same sums as in the reference
// (src/motion/renderer/{render-frame,resample-cell,shade-cell,sample-cubic}.ts); numbers with names in capitals come
// from there.

struct Frame {
  /// px
  size: vec2<u32>,
  /// px
  cell: u32,
  /// nodes per row, and in all
  columns: u32,
  nodes: u32,
  flags: u32,
  /// 0 sharp .. 1 out of focus
  plateBlur: f32,
  layerBlur: f32,
  /// Keys' `a`
  sharpness: f32,
}

@group(0) @binding(0) var<uniform> frame: Frame;
/// Per node, one array after the other: see the segments.
@group(0) @binding(1) var<storage, read> nodes: array<f32>;
/// Per cell: way of drawing, and above it one more than the place of its features.
@group(0) @binding(2) var<storage, read> cells: array<u32>;
/// Cells of pixels that eyes and mouths drew: premultiplied light and coverage; coverage below 0 where none did.
@group(0) @binding(3) var<storage, read> features: array<vec4<f32>>;
/// Four weights per phase of the kernel, then what becomes of every byte under the frame's light.
@group(0) @binding(4) var<storage, read> tables: array<i32>;
@group(0) @binding(5) var<storage, read_write> result: array<u32>;
@group(0) @binding(6) var photo: texture_2d<u32>;
@group(0) @binding(7) var plate: texture_2d<u32>;
@group(0) @binding(8) var plateSoft: texture_2d<u32>;
@group(0) @binding(9) var plateSofter: texture_2d<u32>;
@group(0) @binding(10) var layer: texture_2d<f32>;
@group(0) @binding(11) var layerSoft: texture_2d<f32>;
@group(0) @binding(12) var layerSofter: texture_2d<f32>;

fn has(flag: u32) -> bool {
  return (frame.flags & flag) != 0u;
}

/// Value between the four nodes of the cell whose top left node is `k`.
fn mixNodes(segment: u32, k: u32, f: vec2<f32>) -> f32 {
  let at = segment * frame.nodes + k;
  let below = at + frame.columns;
  let top = nodes[at] + f.x * (nodes[at + 1u] - nodes[at]);
  let bottom = nodes[below] + f.x * (nodes[below + 1u] - nodes[below]);
  return top + f.y * (bottom - top);
}

/// The same in whole phases of the kernel.
fn phaseAt(segment: u32, k: u32, inCell: vec2<f32>) -> i32 {
  let at = segment * frame.nodes + k;
  let below = at + frame.columns;
  let side = f32(frame.cell);
  let fy = inCell.y / side;
  let left = f32(PHASES) * (nodes[at] + fy * (nodes[below] - nodes[at])) + 0.5;
  let right = f32(PHASES) * (nodes[at + 1u] + fy * (nodes[below + 1u] - nodes[at + 1u])) + 0.5;
  return i32(floor(left + inCell.x * ((right - left) / side)));
}

/// Samples a picture of bytes at a place in phases of the kernel; outside, the border repeats.
fn resample(source: texture_2d<u32>, at: vec2<i32>) -> vec3<i32> {
  let most = vec2<i32>(frame.size) - 1;
  let whole = at >> vec2<u32>(PHASE_BITS);
  let weights = (at & vec2<i32>(PHASES - 1)) * 4;
  var sum = vec3<i32>(1 << (SUM_BITS - 1u));
  for (var n = 0; n < 4; n++) {
    let row = clamp(whole.y - 1 + n, 0, most.y);
    var line = vec3<i32>(0);
    for (var m = 0; m < 4; m++) {
      let column = clamp(whole.x - 1 + m, 0, most.x);
      line += tables[weights.x + m] * vec3<i32>(textureLoad(source, vec2<i32>(column, row), 0).rgb);
    }
    sum += tables[weights.y + n] * line;
  }
  return clamp(sum >> vec3<u32>(SUM_BITS), vec3<i32>(0), vec3<i32>(255));
}

fn phases(at: vec2<f32>) -> vec2<i32> {
  return vec2<i32>(floor(f32(PHASES) * at + 0.5));
}

/// Weights of cubic convolution (Keys 1981).
fn cubicWeights(f: f32) -> vec4<f32> {
  let a = frame.sharpness;
  let w0 = a * f * (1.0 - f) * (1.0 - f);
  let w1 = ((a + 2.0) * f - (a + 3.0)) * f * f + 1.0;
  let w3 = a * f * f * (1.0 - f);
  return vec4<f32>(w0, w1, 1.0 - w0 - w1 - w3, w3);
}

/// Samples premultiplied light and coverage at (x, y) px; outside, the border repeats.
fn sampleCubic(source: texture_2d<f32>, at: vec2<f32>) -> vec4<f32> {
  let most = vec2<i32>(frame.size) - 1;
  let low = floor(at);
  let whole = vec2<i32>(low);
  let across = cubicWeights(at.x - low.x);
  let down = cubicWeights(at.y - low.y);
  var sum = vec4<f32>(0.0);
  for (var n = 0; n < 4; n++) {
    let row = clamp(whole.y - 1 + n, 0, most.y);
    var line = vec4<f32>(0.0);
    for (var m = 0; m < 4; m++) {
      let column = clamp(whole.x - 1 + m, 0, most.x);
      line += across[m] * textureLoad(source, vec2<i32>(column, row), 0);
    }
    sum += down[n] * line;
  }
  return vec4<f32>(sum.rgb, clamp(sum.a, 0.0, 1.0));
}

/// The subject at a place of the photo; blur from 0, sharp, to 1, out of focus.
fn subject(at: vec2<f32>, blur: f32) -> vec4<f32> {
  if (blur == 0.0 || !has(HAS_BLURRED)) {
    return sampleCubic(layer, at);
  }
  let soft = sampleCubic(layerSoft, at);
  if (blur < 0.5) {
    let sharp = sampleCubic(layer, at);
    return sharp + 2.0 * blur * (soft - sharp);
  }
  let softer = sampleCubic(layerSofter, at);
  return soft + (2.0 * blur - 1.0) * (softer - soft);
}

/// The background's colour at a pixel.
fn behind(pixel: vec2<u32>, k: u32, f: vec2<f32>) -> vec3<i32> {
  let blur = frame.plateBlur;
  var at = vec2<f32>(pixel);
  if (has(PLATE_MOVES)) {
    at = vec2<f32>(mixNodes(PLATE_X, k, f), mixNodes(PLATE_Y, k, f));
  } else if (blur == 0.0) {
    return vec3<i32>(textureLoad(plate, pixel, 0).rgb);
  }
  if (blur == 0.0 || !has(HAS_BLURRED)) {
    return resample(plate, phases(at));
  }
  let soft = resample(plateSoft, phases(at));
  if (blur < 0.5) {
    return between(resample(plate, phases(at)), soft, 2.0 * blur);
  }
  return between(soft, resample(plateSofter, phases(at)), 2.0 * blur - 1.0);
}

fn between(first: vec3<i32>, second: vec3<i32>, share: f32) -> vec3<i32> {
  return vec3<i32>(floor(vec3<f32>(first) + share * vec3<f32>(second - first) + 0.5));
}

fn bytes(light: vec3<f32>) -> vec3<i32> {
  return vec3<i32>(clamp(round(light), vec3<f32>(0.0), vec3<f32>(255.0)));
}

/// Lays light and coverage over the background.
fn lay(drawn: vec4<f32>, pixel: vec2<u32>, k: u32, f: vec2<f32>) -> vec3<i32> {
  let clear = 1.0 - drawn.a;
  if (clear > LEAST_CLEAR && has(HAS_PLATE)) {
    return bytes(drawn.rgb + clear * vec3<f32>(behind(pixel, k, f)));
  }
  return bytes(drawn.rgb);
}

/// Multiplies by the gain between the cell's nodes, in whole numbers.
fn shade(colour: vec3<i32>, k: u32, inCell: vec2<i32>) -> vec3<i32> {
  let at = GAIN * frame.nodes + k;
  let below = at + frame.columns;
  let corners = vec4<f32>(nodes[at], nodes[at + 1u], nodes[below], nodes[below + 1u]);
  let whole = vec4<i32>(floor(f32(1 << GAIN_BITS) * corners + 0.5));
  let side = i32(frame.cell);
  let left = whole.x * (side - inCell.y) + whole.z * inCell.y;
  let right = whole.y * (side - inCell.y) + whole.w * inCell.y;
  let value = left * (side - inCell.x) + right * inCell.x;
  let shift = GAIN_BITS + 2u * countTrailingZeros(frame.cell);
  return min((colour * value + (1 << (shift - 1u))) >> vec3<u32>(shift), vec3<i32>(255));
}

@compute @workgroup_size(8, 8)
fn drawPixel(@builtin(global_invocation_id) id: vec3<u32>) {
  let pixel = id.xy;
  if (any(pixel >= frame.size)) {
    return;
  }
  let place = pixel / frame.cell;
  let inCell = pixel - place * frame.cell;
  let f = vec2<f32>(inCell) / f32(frame.cell);
  let k = place.y * frame.columns + place.x;
  let plan = cells[place.y * (frame.columns - 1u) + place.x];
  let way = plan & 7u;
  let still = textureLoad(photo, pixel, 0);
  var colour = vec3<i32>(still.rgb);
  var alpha = 255u;
  if (way == BACKGROUND) {
    if (frame.plateBlur != 0.0) {
      colour = bytes(vec3<f32>(behind(pixel, k, f)));
    } else if (has(PLATE_MOVES)) {
      colour = resample(plate, vec2<i32>(phaseAt(PLATE_X, k, vec2<f32>(inCell)), phaseAt(PLATE_Y, k, vec2<f32>(inCell))));
    } else {
      alpha = still.a;
    }
  } else if (way == RESAMPLED) {
    colour = resample(photo, vec2<i32>(phaseAt(PHOTO_X, k, vec2<f32>(inCell)), phaseAt(PHOTO_Y, k, vec2<f32>(inCell))));
    if (has(HAS_GAIN)) {
      colour = shade(colour, k, vec2<i32>(inCell));
    }
  } else if (way == MIXED || way == FEATURED) {
    let origin = vec2<f32>(mixNodes(PHOTO_X, k, f), mixNodes(PHOTO_Y, k, f));
    var light = 1.0;
    if (has(HAS_GAIN)) {
      light = mixNodes(GAIN, k, f);
    }
    var drawn = vec4<f32>(0.0, 0.0, 0.0, -1.0);
    if (way == FEATURED) {
      drawn = features[((plan >> 3u) - 1u) * frame.cell * frame.cell + inCell.y * frame.cell + inCell.x];
    }
    let off = abs(origin - vec2<f32>(pixel));
    if (drawn.a < 0.0 && !has(ALWAYS) && light == 1.0 && max(off.x, off.y) < STILL) {
      alpha = still.a;
    } else {
      if (drawn.a < 0.0) {
        var blur = frame.layerBlur;
        if (has(BLURS_BY_DEPTH)) {
          blur = mixNodes(BLUR, k, f);
        }
        drawn = subject(origin, blur);
      }
      colour = lay(vec4<f32>(light * drawn.rgb, drawn.a), pixel, k, f);
    }
  } else {
    alpha = still.a;
  }
  if (has(EXPOSED)) {
    colour = vec3<i32>(tables[LIGHT_TABLE + colour.r], tables[LIGHT_TABLE + colour.g], tables[LIGHT_TABLE + colour.b]);
  }
  let whole = vec3<u32>(colour);
  result[pixel.y * frame.size.x + pixel.x] = whole.r | (whole.g << 8u) | (whole.b << 16u) | (alpha << 24u);
}
