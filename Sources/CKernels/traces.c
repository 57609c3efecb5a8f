#include "CKernels.h"
#include "sample.h"

// The same numbers on every processor: no fused operations.
#pragma clang fp contract(off)

INLINE void add_samples(const uint8_t *row, const ck_resample_pass *pass, float share, float *restrict sums) {
  const int32_t pitch = pass->pitch;
  if (pass->bytes_per_sample == 1) {
    row += pass->offset;
    if (pitch == 1) {
      for (int32_t x = 0; x < pass->width; x++) sums[x] += share * (float)row[x];
    } else {
      for (int32_t x = 0; x < pass->width; x++) sums[x] += share * (float)row[(ptrdiff_t)x * pitch];
    }
    return;
  }
  for (int32_t x = 0; x < pass->width; x++) {
    const ptrdiff_t place = (ptrdiff_t)x * pitch + pass->offset;
    sums[x] += share * (float)sample(row, place, pass->bytes_per_sample, pass->shift);
  }
}

CK_DISPATCHED void ck_resample(const ck_resample_pass *pass) {
  for (int32_t y = 0; y < pass->out_height; y++) {
    memset(pass->scratch, 0, sizeof(float) * (size_t)pass->width);
    for (int32_t i = pass->down.starts[y]; i < pass->down.starts[y + 1]; i++) {
      const int32_t row = pass->down.firsts[y] + i - pass->down.starts[y];
      add_samples(pass->source + row * pass->stride, pass, pass->down.shares[i], pass->scratch);
    }
    uint8_t *out = pass->out + (ptrdiff_t)y * pass->out_width;
    for (int32_t x = 0; x < pass->out_width; x++) {
      const float *from = pass->scratch + pass->along.firsts[x] - pass->along.starts[x];
      float sum = 0.5f;
      for (int32_t i = pass->along.starts[x]; i < pass->along.starts[x + 1]; i++) sum += pass->along.shares[i] * from[i];
      out[x] = sum >= 255 ? 255 : (uint8_t)sum;
    }
  }
}

// Beyond an edge a picture goes on as it does before it: the sample at the edge is not repeated.
INLINE int32_t mirrored(int32_t index, int32_t count) {
  if (index < 0) index = -index;
  if (index >= count) index = 2 * (count - 1) - index;
  return index < 0 ? 0 : index >= count ? count - 1 : index;
}

INLINE void add_weighted(const float *row, float weight, int32_t width, float *restrict out) {
  for (int32_t x = 0; x < width; x++) out[x] += weight * row[x];
}

INLINE void smooth_row(const float *row, const float *weights, int32_t width, float *restrict out) {
  enum { R = CK_SMOOTH_REACH };
  for (int32_t x = 0; x < width; x++) out[x] = 0;
  if (width > 2 * R) {
    for (int32_t k = -R; k <= R; k++) {
      const float weight = weights[k + R];
      const float *from = row + k;
      for (int32_t x = R; x < width - R; x++) out[x] += weight * from[x];
    }
  }
  for (int32_t x = 0; x < width; x++) {
    if (width > 2 * R && x == R) x = width - R;
    float sum = 0;
    for (int32_t k = -R; k <= R; k++) sum += weights[k + R] * row[mirrored(x + k, width)];
    out[x] = sum;
  }
}

CK_DISPATCHED void ck_convolve(const float *in, int32_t width, int32_t height, const float *weights, float *scratch,
                             float *out) {
  enum { R = CK_SMOOTH_REACH };
  for (int32_t y = 0; y < height; y++) {
    for (int32_t x = 0; x < width; x++) scratch[x] = 0;
    for (int32_t k = -R; k <= R; k++) {
      add_weighted(in + (ptrdiff_t)mirrored(y + k, height) * width, weights[k + R], width, scratch);
    }
    smooth_row(scratch, weights, width, out + (ptrdiff_t)y * width);
  }
}

CK_DISPATCHED void ck_moments(const float *in, int32_t width, int32_t height, float *scratch, float *mean,
                              float *variance) {
  enum { R = CK_MOMENTS_REACH, N = (2 * R + 1) * (2 * R + 1) };
  float *sums = scratch, *squares = scratch + width;
  for (int32_t y = 0; y < height; y++) {
    for (int32_t x = 0; x < 2 * width; x++) scratch[x] = 0;
    for (int32_t k = -R; k <= R; k++) {
      const float *row = in + (ptrdiff_t)mirrored(y + k, height) * width;
      for (int32_t x = 0; x < width; x++) {
        sums[x] += row[x];
        squares[x] += row[x] * row[x];
      }
    }
    for (int32_t x = 0; x < width; x++) {
      float sum = 0, square = 0;
      if (x >= R && x < width - R) {
        for (int32_t k = -R; k <= R; k++) {
          sum += sums[x + k];
          square += squares[x + k];
        }
      } else {
        for (int32_t k = -R; k <= R; k++) {
          sum += sums[mirrored(x + k, width)];
          square += squares[mirrored(x + k, width)];
        }
      }
      const float m = sum * (1.0f / N), v = square * (1.0f / N) - m * m;
      mean[(ptrdiff_t)y * width + x] = m;
      variance[(ptrdiff_t)y * width + x] = v > 0 ? v : 0;
    }
  }
}

INLINE float within(float value, float high) { return !(value > 0) ? 0 : value > high ? high : value; }

INLINE float between(const float *values, int32_t width, int32_t height, float x, float y) {
  x = within(x, (float)(width - 1));
  y = within(y, (float)(height - 1));
  const int32_t left = (int32_t)x, top = (int32_t)y;
  const int32_t right = left + 1 < width ? left + 1 : left, bottom = top + 1 < height ? top + 1 : top;
  const float u = x - (float)left, v = y - (float)top;
  const float *upper = values + (ptrdiff_t)top * width, *lower = values + (ptrdiff_t)bottom * width;
  const float above = upper[left] * (1 - u) + upper[right] * u, below = lower[left] * (1 - u) + lower[right] * u;
  return above * (1 - v) + below * v;
}

CK_DISPATCHED void ck_spread(const float *values, int32_t columns, int32_t rows, float first, float step, float gain,
                             int32_t width, int32_t height, float *out) {
  for (int32_t y = 0; y < height; y++) {
    const float row = ((float)y - first) / step;
    for (int32_t x = 0; x < width; x++) {
      out[(ptrdiff_t)y * width + x] = gain * between(values, columns, rows, ((float)x - first) / step, row);
    }
  }
}

CK_DISPATCHED void ck_warp(const float *values, const float *dx, const float *dy, int32_t width, int32_t height,
                           float *out) {
  for (int32_t y = 0; y < height; y++) {
    for (int32_t x = 0; x < width; x++) {
      const ptrdiff_t i = (ptrdiff_t)y * width + x;
      out[i] = between(values, width, height, (float)x + dx[i], (float)y + dy[i]);
    }
  }
}
