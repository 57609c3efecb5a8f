#include "CKernels.h"
#include "sample.h"

// The same numbers on every processor: no fused operations, and sums in one order.
#pragma clang fp contract(off)

INLINE float root(float value) { return __builtin_sqrtf(value); }

INLINE float clamped(float value, float low, float high) {
  // not-a-number is low
  return !(value > low) ? low : value > high ? high : value;
}

// The sums of `factor` columns each, for the squares that are whole.
INLINE void gather(const uint16_t *restrict sums, int32_t count, int32_t factor, float scale, float black,
                   uint16_t *restrict out) {
  for (int32_t i = 0; i < count; i++) {
    uint32_t sum = 0;
    for (int32_t j = 0; j < factor; j++) sum += sums[i * factor + j];
    out[i] = (uint16_t)clamped((float)sum * scale - black, 0, 255 * 64);
  }
}

CK_DISPATCHED void ck_reduce_gray(const ck_gray_pass *pass) {
  const int32_t width = pass->width, height = pass->height, factor = pass->factor, bytes = pass->bytes_per_sample;
  const int32_t out_width = (width + factor - 1) / factor, whole = width / factor;
  uint16_t *restrict sums = pass->scratch;
  uint16_t *out = pass->out;
  const float black = pass->black * pass->gain * 64 - 0.5f;
  for (int32_t y = 0; y < height; y += factor, out += out_width) {
    const int32_t rows = height - y < factor ? height - y : factor;
    for (int32_t v = 0; v < rows; v++) {
      const uint8_t *restrict row = pass->source + (y + v) * pass->stride;
      if (bytes == 1) {
        if (v == 0) {
          for (int32_t x = 0; x < width; x++) sums[x] = row[x];
        } else {
          for (int32_t x = 0; x < width; x++) sums[x] = (uint16_t)(sums[x] + row[x]);
        }
      } else {
        for (int32_t x = 0; x < width; x++) {
          sums[x] = (uint16_t)((v == 0 ? 0 : sums[x]) + sample(row, x, bytes, pass->shift));
        }
      }
    }
    const float scale = 64 * pass->gain / (float)(rows * factor);
    switch (factor) {
    case 1: gather(sums, whole, 1, scale, black, out); break;
    case 2: gather(sums, whole, 2, scale, black, out); break;
    case 3: gather(sums, whole, 3, scale, black, out); break;
    case 4: gather(sums, whole, 4, scale, black, out); break;
    default: gather(sums, whole, factor, scale, black, out);
    }
    if (whole < out_width) {
      uint32_t sum = 0;
      for (int32_t x = whole * factor; x < width; x++) sum += sums[x];
      const float rest = 64 * pass->gain / (float)(rows * (width - whole * factor));
      out[whole] = (uint16_t)clamped((float)sum * rest - black, 0, 255 * 64);
    }
  }
}

CK_DISPATCHED void ck_soften(const uint16_t *source, int32_t width, int32_t height, uint16_t *scratch, uint16_t *out) {
  for (int32_t y = 0; y < height; y++) {
    const uint16_t *restrict here = source + (ptrdiff_t)y * width;
    const uint16_t *restrict above = y > 0 ? here - width : here;
    const uint16_t *restrict below = y + 1 < height ? here + width : here;
    uint16_t *restrict sums = scratch;
    // code values of 255 in 1/64 are below 2^14: sums of four fit
    for (int32_t x = 0; x < width; x++) sums[x] = (uint16_t)(above[x] + 2 * here[x] + below[x]);
    uint16_t *restrict to = out + (ptrdiff_t)y * width;
    to[0] = (uint16_t)((3 * (uint32_t)sums[0] + sums[width > 1 ? 1 : 0] + 8) >> 4);
    for (int32_t x = 1; x + 1 < width; x++) {
      to[x] = (uint16_t)(((uint32_t)sums[x - 1] + 2 * (uint32_t)sums[x] + sums[x + 1] + 8) >> 4);
    }
    if (width > 1) to[width - 1] = (uint16_t)((3 * (uint32_t)sums[width - 1] + sums[width - 2] + 8) >> 4);
  }
}

// ---- points

enum { ACROSS = 16, DOWN = 12 };

#pragma clang diagnostic ignored "-Wpsabi"
typedef float row __attribute__((vector_size(ACROSS * sizeof(float))));
typedef uint16_t samples __attribute__((vector_size(ACROSS * sizeof(uint16_t)), aligned(2)));

INLINE void load(const uint16_t *p, row *out) { *out = __builtin_convertvector(*(const samples *)p, row) * (1.0f / 64); }

// A row between two places.
INLINE void load_between(const uint16_t *p, float u, row *out) {
  row next;
  load(p, out);
  load(p + 1, &next);
  *out += (next - *out) * u;
}

INLINE float total(const row *r) {
  float sum = 0;
  for (int i = 0; i < ACROSS / 2; i++) sum += (*r)[i] + (*r)[i + ACROSS / 2];
  return sum;
}

// `count` rows from (x, y) on, between samples; the picture is large enough, and the place is taken to where that is all inside.
INLINE void take(const uint16_t *p, int32_t width, int32_t height, float x, float y, int count, row *out) {
  x = clamped(x, 0, (float)(width - ACROSS - 1));
  y = clamped(y, 0, (float)(height - count - 1));
  int32_t left = (int32_t)x, top = (int32_t)y;
  const float u = x - (float)left, v = y - (float)top;
  p += (ptrdiff_t)top * width + left;
  row above, below;
  load_between(p, u, &above);
  for (int j = 0; j < count; j++) {
    p += width;
    load_between(p, u, &below);
    out[j] = above + (below - above) * v;
    above = below;
  }
}

INLINE float mean_of(const row *rows) {
  row s = rows[0];
  for (int j = 1; j < DOWN; j++) s += rows[j];
  return total(&s) * (1.0f / (ACROSS * DOWN));
}

INLINE float dot(const row *a, const row *b) {
  row s = a[0] * b[0];
  for (int j = 1; j < DOWN; j++) s += a[j] * b[j];
  return total(&s);
}

CK_DISPATCHED void ck_follow_points(const ck_points_pass *pass) {
  for (int32_t i = 0; i < pass->count; i++) {
    float u = pass->motions[2 * i], v = pass->motions[2 * i + 1];
    pass->mismatch[i] = 255;
    pass->texture[i] = 0;
    for (int32_t l = pass->levels - 1; l >= 0; l--) {
      const ck_points_level *level = &pass->level[l];
      if (level->width < ACROSS + 4 || level->height < DOWN + 4) continue;
      const float scale = 1.0f / (float)(1 << l);
      // the middle of the window is on the point, but the window stays within the picture
      const float x = clamped((pass->places[2 * i] + 0.5f) * scale - 0.5f - (ACROSS - 1) / 2.0f, 1,
                              (float)(level->width - ACROSS - 2));
      const float y = clamped((pass->places[2 * i + 1] + 0.5f) * scale - 0.5f - (DOWN - 1) / 2.0f, 1,
                              (float)(level->height - DOWN - 2));
      row tall[DOWN + 2], left[DOWN], right[DOWN], across[DOWN], down[DOWN], there[DOWN];
      take(level->before, level->width, level->height, x, y - 1, DOWN + 2, tall);
      take(level->before, level->width, level->height, x - 1, y, DOWN, left);
      take(level->before, level->width, level->height, x + 1, y, DOWN, right);
      for (int j = 0; j < DOWN; j++) {
        across[j] = (right[j] - left[j]) * 0.5f;
        down[j] = (tall[j + 2] - tall[j]) * 0.5f;
      }
      const row *here = tall + 1;
      const float mean = mean_of(here);
      const float xx = dot(across, across) + CK_POINTS_FLOOR, yy = dot(down, down) + CK_POINTS_FLOOR;
      const float xy = dot(across, down), determinant = xx * yy - xy * xy;
      float a = u * scale, b = v * scale;
      const float first_a = a, first_b = b;
      float other = mean;
      for (int turn = 0; turn < CK_POINTS_TURNS; turn++) {
        take(level->now, level->width, level->height, x + a, y + b, DOWN, there);
        other = mean_of(there);
        for (int j = 0; j < DOWN; j++) there[j] -= here[j] + (other - mean);
        const float p = dot(there, across), q = dot(there, down);
        const float s = clamped((yy * p - xy * q) / determinant, -2, 2);
        const float t = clamped((xx * q - xy * p) / determinant, -2, 2);
        a = clamped(a - s, first_a - CK_POINTS_REACH, first_a + CK_POINTS_REACH);
        b = clamped(b - t, first_b - CK_POINTS_REACH, first_b + CK_POINTS_REACH);
        if (s * s + t * t < (l == 0 ? 4e-4f : 4e-3f)) break;
      }
      u = a / scale;
      v = b / scale;
      if (l > 0) continue;
      take(level->now, level->width, level->height, x + a, y + b, DOWN, there);
      other = mean_of(there);
      row s = __builtin_elementwise_abs(there[0] - here[0] - (other - mean));
      for (int j = 1; j < DOWN; j++) s += __builtin_elementwise_abs(there[j] - here[j] - (other - mean));
      pass->mismatch[i] = total(&s) * (1.0f / (ACROSS * DOWN));
      // the smaller of the two ways in which the window varies
      const float half = (xx + yy) * 0.5f, apart = (xx - yy) * 0.5f;
      pass->texture[i] = (half - root(apart * apart + xy * xy)) * (1.0f / (ACROSS * DOWN));
    }
    pass->motions[2 * i] = u;
    pass->motions[2 * i + 1] = v;
  }
}

CK_DISPATCHED void ck_rate_points(const uint16_t *values, int32_t width, int32_t height, const float *places,
                                  int32_t count, float *texture) {
  for (int32_t i = 0; i < count; i++) {
    const int32_t x = (int32_t)clamped(places[2 * i], 4, (float)(width - 5));
    const int32_t y = (int32_t)clamped(places[2 * i + 1], 4, (float)(height - 5));
    float xx = 0, yy = 0, xy = 0;
    for (int32_t v = -3; v <= 3; v++) {
      const uint16_t *p = values + (ptrdiff_t)(y + v) * width + x;
      for (int32_t u = -3; u <= 3; u++) {
        const float across = (float)(p[u + 1] - p[u - 1]), down = (float)(p[u + width] - p[u - width]);
        xx += across * across;
        yy += down * down;
        xy += across * down;
      }
    }
    const float half = (xx + yy) * 0.5f, apart = (xx - yy) * 0.5f;
    texture[i] = (half - root(apart * apart + xy * xy)) * (1.0f / (49 * 128 * 128));
  }
}

// ---- rims

INLINE float value_at(const uint16_t *values, int32_t width, int32_t height, float x, float y) {
  x = clamped(x, 0, (float)(width - 1));
  y = clamped(y, 0, (float)(height - 1));
  const int32_t left = (int32_t)x, top = (int32_t)y;
  const float u = x - (float)left, v = y - (float)top;
  const uint16_t *above = values + (ptrdiff_t)top * width + left;
  const uint16_t *below = top + 1 < height ? above + width : above;
  const int32_t next = left + 1 < width ? 1 : 0;
  const float first = (float)above[0] + ((float)above[next] - (float)above[0]) * u;
  const float second = (float)below[0] + ((float)below[next] - (float)below[0]) * u;
  return (first + (second - first) * v) * (1.0f / 64);
}

CK_DISPATCHED void ck_rate_rims(const ck_rims_pass *pass) {
  const int32_t width = pass->width, height = pass->height;
  for (int32_t i = 0; i < pass->count; i++) {
    const float *rim = pass->rims + 4 * i;
    const float x = rim[0], y = rim[1], radius = rim[2], aspect = rim[3];
    const float step = radius * 0.11f > 1 ? radius * 0.11f : 1;
    float sum = 0, far = 0;
    int32_t inside = 0, strong = 0;
    for (int32_t a = 0; a < CK_RIM_ANGLES; a++) {
      const float across = pass->directions[2 * a] * aspect, down = pass->directions[2 * a + 1];
      const float outer_x = x + across * (radius + step), outer_y = y + down * (radius + step);
      if (!(outer_x >= 0 && outer_y >= 0 && outer_x <= (float)(width - 1) && outer_y <= (float)(height - 1))) continue;
      const float inner =
          value_at(pass->values, width, height, x + across * (radius - step), y + down * (radius - step));
      const float z = (inner - value_at(pass->values, width, height, outer_x, outer_y)) * pass->gain;
      inside++;
      sum += clamped(z, -1, 1);
      far += clamped(z, -6, 6);
      strong += z > 0.25f;
    }
    const float share = inside * 5 < CK_RIM_ANGLES * 3 ? 0 : 1 / (float)inside;
    float *out = pass->out + 3 * i;
    out[0] = share > 0 ? sum * share : -1;
    out[1] = share > 0 ? far * share : -6;
    out[2] = (float)strong * share;
  }
}

CK_DISPATCHED int32_t ck_find_edges(const ck_edges_pass *pass) {
  int32_t count = 0;
  const int32_t width = pass->width;
  const float least = pass->least * pass->least;
  for (int32_t y = pass->top; y < pass->bottom; y++) {
    const uint16_t *p = pass->values + (ptrdiff_t)y * width;
    for (int32_t x = pass->left; x < pass->right; x++) {
      const int32_t across = (p[x + 1 - width] - p[x - 1 - width]) + 2 * (p[x + 1] - p[x - 1]) +
                             (p[x + 1 + width] - p[x - 1 + width]);
      const int32_t down = (p[x - 1 + width] - p[x - 1 - width]) + 2 * (p[x + width] - p[x - width]) +
                           (p[x + 1 + width] - p[x + 1 - width]);
      const float gx = (float)across * (1.0f / 512), gy = (float)down * (1.0f / 512);
      if (gx * gx + gy * gy < least) continue;
      float *edge = pass->edges + 4 * count;
      edge[0] = (float)x;
      edge[1] = (float)y;
      edge[2] = gx;
      edge[3] = gy;
      if (++count == pass->most) return count;
    }
  }
  return count;
}

CK_DISPATCHED int32_t ck_aim(const float *edges, int32_t count, float aspect, float least, float gain, float *aims) {
  float *restrict x = aims, *restrict y = aims + count, *restrict across = aims + 2 * count;
  float *restrict down = aims + 3 * count, *restrict weights = aims + 4 * count;
  int32_t kept = 0;
  for (int32_t i = 0; i < count; i++) {
    const float *edge = edges + 4 * i;
    const float gx = aspect * edge[2], gy = edge[3];
    const float length = root(gx * gx + gy * gy);
    const float unit = 1 / (length > least ? length : 1), weight = length * gain;
    x[kept] = edge[0];
    y[kept] = edge[1];
    across[kept] = aspect * gx * unit;
    down[kept] = gy * unit;
    weights[kept] = weight < 1 ? weight : 1;
    kept += length > least;
  }
  return kept;
}

CK_DISPATCHED void ck_vote(const ck_vote_pass *pass) {
  enum { BATCH = 64 };
  const float *x = pass->aims, *y = x + pass->length, *across = y + pass->length, *down = across + pass->length;
  const float *weights = down + pass->length;
  const float radius = pass->radius, scale = 1 / pass->cell, left = pass->left, top = pass->top;
  const int32_t columns = pass->columns, rows = pass->rows;
  const float wide = (float)columns, high = (float)rows;
  memset(pass->votes, 0, sizeof(float) * (size_t)columns * (size_t)rows);
  for (int32_t first = 0; first < pass->count; first += BATCH) {
    const int32_t count = pass->count - first < BATCH ? pass->count - first : BATCH;
    int32_t cells[BATCH];
    for (int32_t i = 0; i < count; i++) {
      const float u = (x[first + i] + across[first + i] * radius - left) * scale;
      const float v = (y[first + i] + down[first + i] * radius - top) * scale;
      const int32_t isInside = (u >= 0) & (v >= 0) & (u < wide) & (v < high);
      const int32_t column = (int32_t)clamped(u, 0, wide), line = (int32_t)clamped(v, 0, high);
      cells[i] = isInside ? line * columns + column : -1;
    }
    for (int32_t i = 0; i < count; i++) {
      if (cells[i] >= 0) pass->votes[cells[i]] += weights[first + i];
    }
  }
}

CK_DISPATCHED int32_t ck_find_peaks(const float *votes, int32_t columns, int32_t rows, float *scratch, float least,
                                    int32_t most, float *peaks) {
  if (columns < 3 || rows < 3) return 0;
  for (int32_t y = 1; y + 1 < rows; y++) {
    const float *restrict p = votes + (ptrdiff_t)y * columns;
    float *restrict to = scratch + (ptrdiff_t)y * columns;
    to[0] = 0;
    to[columns - 1] = 0;
    for (int32_t x = 1; x + 1 < columns; x++) {
      const float above = p[x - 1 - columns] + 2 * p[x - columns] + p[x + 1 - columns];
      const float below = p[x - 1 + columns] + 2 * p[x + columns] + p[x + 1 + columns];
      to[x] = (above + 2 * (p[x - 1] + 2 * p[x] + p[x + 1]) + below) * (1.0f / 16);
    }
  }
  int32_t count = 0;
  for (int32_t y = 2; y + 2 < rows; y++) {
    const float *p = scratch + (ptrdiff_t)y * columns;
    for (int32_t x = 2; x + 2 < columns; x++) {
      const float v = p[x];
      if (!(v > least)) continue;
      // of two that are equal, the first
      if (v <= p[x - 1] || v < p[x + 1] || v <= p[x - columns] || v < p[x + columns]) continue;
      if (v <= p[x - columns - 1] || v <= p[x - columns + 1] || v < p[x + columns - 1] || v < p[x + columns + 1]) continue;
      peaks[3 * count] = (float)x + 0.5f;
      peaks[3 * count + 1] = (float)y + 0.5f;
      peaks[3 * count + 2] = v;
      if (++count == most) return count;
    }
  }
  return count;
}

// The value that `share` of `count` are below, to a whole gray value.
CK_DISPATCHED float ck_quantile(const float *values, int32_t count, float share) {
  int32_t counts[256] = {0};
  for (int32_t i = 0; i < count; i++) counts[(int32_t)clamped(values[i], 0, 255)]++;
  int32_t rest = (int32_t)(share * (float)count);
  for (int32_t value = 0; value < 256; value++) {
    rest -= counts[value];
    if (rest < 0) return (float)value;
  }
  return 255;
}

// ---- turning

CK_DISPATCHED void ck_unwrap(const ck_unwrap_pass *pass) {
  float *out = pass->out;
  for (int32_t r = 0; r < pass->rings; r++) {
    const float radius = pass->radii[r] * pass->radius, across = radius * pass->aspect;
    for (int32_t a = 0; a < CK_TURN_ANGLES; a++) {
      *out++ = value_at(pass->values, pass->width, pass->height, pass->x + across * pass->directions[2 * a],
                        pass->y + radius * pass->directions[2 * a + 1]);
    }
  }
}

CK_DISPATCHED void ck_transform_rings(const float *rings, int32_t count, const float *waves, float *spectra) {
  for (int32_t r = 0; r < count; r++) {
    float sums[2 * CK_TURN_HARMONICS] = {0};
    for (int32_t a = 0; a < CK_TURN_ANGLES; a++) {
      const float value = rings[r * CK_TURN_ANGLES + a];
      const float *restrict wave = waves + (ptrdiff_t)a * 2 * CK_TURN_HARMONICS;
      for (int32_t h = 0; h < 2 * CK_TURN_HARMONICS; h++) sums[h] += value * wave[h];
    }
    memcpy(spectra + (ptrdiff_t)r * 2 * CK_TURN_HARMONICS, sums, sizeof sums);
  }
}

CK_DISPATCHED void ck_correlate_rings(const float *a, const float *b, int32_t count, float *product) {
  float re[CK_TURN_HARMONICS] = {0}, im[CK_TURN_HARMONICS] = {0};
  float own[CK_TURN_HARMONICS] = {0}, other[CK_TURN_HARMONICS] = {0};
  for (int32_t r = 0; r < count; r++) {
    const float *ar = a + (ptrdiff_t)r * 2 * CK_TURN_HARMONICS, *ai = ar + CK_TURN_HARMONICS;
    const float *br = b + (ptrdiff_t)r * 2 * CK_TURN_HARMONICS, *bi = br + CK_TURN_HARMONICS;
    for (int32_t h = 0; h < CK_TURN_HARMONICS; h++) {
      const float aa = ar[h] * ar[h] + ai[h] * ai[h], bb = br[h] * br[h] + bi[h] * bi[h];
      const float weight = 1 / root(root(root(aa * bb) + 1e-6f));
      re[h] += (ar[h] * br[h] + ai[h] * bi[h]) * weight;
      im[h] += (ar[h] * bi[h] - ai[h] * br[h]) * weight;
      own[h] += aa * weight;
      other[h] += bb * weight;
    }
  }
  float first = 0, second = 0;
  for (int32_t h = 0; h < CK_TURN_HARMONICS; h++) {
    first += own[h];
    second += other[h];
  }
  const float norm = root(first * second);
  const float scale = norm > 1e-9f ? 1 / norm : 0;
  for (int32_t h = 0; h < CK_TURN_HARMONICS; h++) {
    product[h] = re[h] * scale;
    product[CK_TURN_HARMONICS + h] = im[h] * scale;
  }
}

CK_DISPATCHED void ck_profile_turn(const float *product, double first, double step, int32_t count, float *out) {
  float re[CK_TURN_HARMONICS], im[CK_TURN_HARMONICS], step_re[CK_TURN_HARMONICS], step_im[CK_TURN_HARMONICS];
  const double quarter = 1.5707963267948966;
  for (int32_t h = 0; h < CK_TURN_HARMONICS; h++) {
    const double angle = (double)(h + CK_TURN_LOWEST);
    re[h] = (float)ck_sine(angle * first + quarter);
    im[h] = (float)ck_sine(angle * first);
    step_re[h] = (float)ck_sine(angle * step + quarter);
    step_im[h] = (float)ck_sine(angle * step);
  }
  for (int32_t k = 0; k < count; k++) {
    float sum = 0;
    float parts[CK_TURN_HARMONICS];
    for (int32_t h = 0; h < CK_TURN_HARMONICS; h++) {
      parts[h] = product[h] * re[h] - product[CK_TURN_HARMONICS + h] * im[h];
      const float next = re[h] * step_re[h] - im[h] * step_im[h];
      im[h] = re[h] * step_im[h] + im[h] * step_re[h];
      re[h] = next;
    }
    for (int32_t h = 0; h < CK_TURN_HARMONICS / 2; h++) sum += parts[h] + parts[h + CK_TURN_HARMONICS / 2];
    out[k] = sum;
  }
}

enum { NARROW = 2, WIDE = 15 };

CK_DISPATCHED void ck_sharpen_rings(const float *rings, int32_t count, float *out) {
  enum { N = CK_TURN_ANGLES, HALF = WIDE / 2 };
  for (int32_t r = 0; r < count; r++, rings += N, out += N) {
    // the ring, and what is before and behind, as it is closed
    float around[N + 4 * HALF], once[N + 2 * HALF];
    memcpy(around, rings + N - 2 * HALF, sizeof(float) * 2 * HALF);
    memcpy(around + 2 * HALF, rings, sizeof(float) * N);
    memcpy(around + 2 * HALF + N, rings, sizeof(float) * 2 * HALF);
    for (int32_t a = 0; a < N + 2 * HALF; a++) {
      float sum = 0;
      for (int32_t j = 0; j < WIDE; j++) sum += around[a + j];
      once[a] = sum * (1.0f / WIDE);
    }
    for (int32_t a = 0; a < N; a++) {
      float sum = 0;
      for (int32_t j = 0; j < WIDE; j++) sum += once[a + j];
      const float *p = around + a + 2 * HALF - NARROW;
      out[a] = (p[0] + 4 * p[1] + 6 * p[2] + 4 * p[3] + p[4]) * (1.0f / 16) - sum * (1.0f / WIDE);
    }
  }
}

CK_DISPATCHED void ck_compare_sectors(const float *a, const float *b, int32_t count, float *shared, float *own) {
  enum { LENGTH = CK_TURN_ANGLES / CK_TURN_SECTORS };
  for (int32_t s = 0; s < CK_TURN_SECTORS; s++) {
    float product = 0, square = 0;
    for (int32_t r = 0; r < count; r++) {
      const float *p = a + r * CK_TURN_ANGLES + s * LENGTH, *q = b + r * CK_TURN_ANGLES + s * LENGTH;
      for (int32_t j = 0; j < LENGTH; j++) {
        product += p[j] * q[j];
        square += 0.5f * (p[j] * p[j] + q[j] * q[j]);
      }
    }
    shared[s] = product * (1.0f / LENGTH) / (float)count;
    own[s] = square * (1.0f / LENGTH) / (float)count;
  }
}
