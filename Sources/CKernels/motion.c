#include "CKernels.h"

enum { BLOCK = 8 };

#define INLINE static inline __attribute__((always_inline))

// With reassociation: the order of these sums is not part of what is promised.
#pragma clang fp reassociate(on)

INLINE uint32_t mismatch(const uint16_t *a, const uint16_t *b, int32_t stride) {
  uint32_t sum = 0;
  for (int y = 0; y < BLOCK; y++)
    for (int x = 0; x < BLOCK; x++) {
      int32_t d = (int32_t)a[y * stride + x] - (int32_t)b[y * stride + x];
      sum += (uint32_t)(d < 0 ? -d : d);
    }
  return sum;
}

INLINE int32_t clamped(int32_t value, int32_t low, int32_t high) {
  return value < low ? low : value > high ? high : value;
}

typedef struct {
  int32_t x, y;
  uint32_t mismatch;
} place;

// The displacement within `reach` of (u, v) at which the block at (x, y) of `now` is most like `before`; what lies in the
// middle is preferred by `bias`.
INLINE place search(const uint16_t *now, const uint16_t *before, int32_t width, int32_t height, int32_t x, int32_t y,
                    int32_t u, int32_t v, int32_t reach, uint32_t bias) {
  const uint16_t *block = now + (ptrdiff_t)y * width + x;
  place best = {0, 0, UINT32_MAX};
  const int32_t top = clamped(y + v - reach, 0, height - BLOCK), bottom = clamped(y + v + reach, 0, height - BLOCK);
  const int32_t left = clamped(x + u - reach, 0, width - BLOCK), right = clamped(x + u + reach, 0, width - BLOCK);
  for (int32_t row = top; row <= bottom; row++)
    for (int32_t column = left; column <= right; column++) {
      uint32_t m = mismatch(block, before + (ptrdiff_t)row * width + column, width);
      if (row == y + v && column == x + u) m = m > bias ? m - bias : 0;
      if (m < best.mismatch) best = (place){column - x, row - y, m};
    }
  return best;
}

CK_DISPATCHED void ck_block_motion(const ck_motion_pass *pass) {
  const int32_t width = pass->width, height = pass->height, ratio = pass->ratio;
  const int32_t coarse_width = pass->coarse_width, coarse_height = pass->coarse_height;
  int32_t i = 0;
  for (int32_t y = 0; y + BLOCK <= height; y += BLOCK) {
    for (int32_t x = 0; x + BLOCK <= width; x += BLOCK, i++) {
      const uint16_t *block = pass->now + (ptrdiff_t)y * width + x;
      uint32_t sum = 0;
      for (int b = 0; b < BLOCK; b++)
        for (int a = 0; a < BLOCK; a++) sum += block[b * width + a];
      const float mean = (float)sum / (BLOCK * BLOCK);
      float texture = 0;
      for (int b = 0; b < BLOCK; b++)
        for (int a = 0; a < BLOCK; a++) {
          float d = (float)block[b * width + a] - mean;
          texture += d < 0 ? -d : d;
        }
      const int32_t margin = (BLOCK - BLOCK / ratio) / 2;
      const int32_t u = clamped(x / ratio - margin, 0, coarse_width - BLOCK);
      const int32_t v = clamped(y / ratio - margin, 0, coarse_height - BLOCK);
      const place far = search(pass->coarse_now, pass->coarse_before, coarse_width, coarse_height, u, v, 0, 0,
                               pass->reach, BLOCK * BLOCK * 4);
      place near = search(pass->now, pass->before, width, height, x, y, far.x * ratio, far.y * ratio, ratio, 0);
      // the rest, of less than a cell, from the slope: Lucas and Kanade, one step
      const uint16_t *other = pass->before + (ptrdiff_t)(y + near.y) * width + x + near.x;
      const int32_t first_row = y + near.y > 0 ? 0 : 1, last_row = y + near.y + BLOCK < height ? BLOCK : BLOCK - 1;
      const int32_t first = x + near.x > 0 ? 0 : 1, last = x + near.x + BLOCK < width ? BLOCK : BLOCK - 1;
      float xx = 0, xy = 0, yy = 0, xt = 0, yt = 0;
      for (int32_t b = first_row; b < last_row; b++)
        for (int32_t a = first; a < last; a++) {
          const uint16_t *p = other + b * width + a;
          const float gx = ((float)p[1] - (float)p[-1]) * (1.0f / 128);
          const float gy = ((float)p[width] - (float)p[-width]) * (1.0f / 128);
          const float gt = ((float)block[b * width + a] - (float)p[0]) * (1.0f / 64);
          xx += gx * gx;
          xy += gx * gy;
          yy += gy * gy;
          xt += gx * gt;
          yt += gy * gt;
        }
      // what is flat in one direction does not move in it
      const float floor = 16;
      xx += floor;
      yy += floor;
      const float determinant = xx * yy - xy * xy;
      float dx = (yy * xt - xy * yt) / determinant, dy = (xx * yt - xy * xt) / determinant;
      dx = dx < -1 ? -1 : dx > 1 ? 1 : dx;
      dy = dy < -1 ? -1 : dy > 1 ? 1 : dy;
      pass->dx[i] = -((float)near.x + dx);
      pass->dy[i] = -((float)near.y + dy);
      pass->change[i] = (float)mismatch(block, pass->before + (ptrdiff_t)y * width + x, width) * (1.0f / (64 * BLOCK * BLOCK));
      pass->mismatch[i] = (float)near.mismatch * (1.0f / (64 * BLOCK * BLOCK));
      pass->texture[i] = texture * (1.0f / (64 * BLOCK * BLOCK));
    }
  }
}
