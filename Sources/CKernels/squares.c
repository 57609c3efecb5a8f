#include "CKernels.h"

#pragma clang fp contract(off)

static inline __attribute__((always_inline)) float within(float value, float low, float high) {
  // not-a-number is low
  return !(value > low) ? low : value > high ? high : value;
}

CK_DISPATCHED void ck_take_squares(const uint16_t *values, int32_t width, int32_t height, const float *places, int32_t count,
                                   float *out) {
  for (int32_t i = 0; i < count; i++, out += 16) {
    const float x = within(places[2 * i] - 1.5f, 0, (float)(width - 4));
    const float y = within(places[2 * i + 1] - 1.5f, 0, (float)(height - 4));
    int32_t left = (int32_t)x, top = (int32_t)y;
    left = left > width - 5 ? width - 5 : left;
    top = top > height - 5 ? height - 5 : top;
    const float u = x - (float)left, v = y - (float)top;
    const uint16_t *p = values + (ptrdiff_t)top * width + left;
    float above[4], below[4];
    for (int a = 0; a < 4; a++) above[a] = (float)p[a] + ((float)p[a + 1] - (float)p[a]) * u;
    for (int b = 0; b < 4; b++) {
      p += width;
      for (int a = 0; a < 4; a++) below[a] = (float)p[a] + ((float)p[a + 1] - (float)p[a]) * u;
      for (int a = 0; a < 4; a++) {
        out[b * 4 + a] = (above[a] + (below[a] - above[a]) * v) * (1.0f / 64);
        above[a] = below[a];
      }
    }
  }
}
