#include "CKernels.h"

CK_DISPATCHED void ck_halve(const uint16_t *source, int32_t width, int32_t height, uint16_t *out) {
  const int32_t out_width = (width + 1) / 2, full = width / 2;
  for (int32_t y = 0; y < height; y += 2) {
    const uint16_t *top = source + (ptrdiff_t)y * width;
    const uint16_t *bottom = y + 1 < height ? top + width : top;
    uint16_t *row = out + (ptrdiff_t)(y / 2) * out_width;
    for (int32_t x = 0; x < full; x++) {
      row[x] = (uint16_t)(((uint32_t)top[2 * x] + top[2 * x + 1] + bottom[2 * x] + bottom[2 * x + 1] + 2) >> 2);
    }
    if (width & 1) row[full] = (uint16_t)(((uint32_t)top[width - 1] + bottom[width - 1] + 1) >> 1);
  }
}

CK_DISPATCHED uint64_t ck_sum_steps(const uint16_t *values, int32_t width, int32_t height) {
  uint64_t total = 0;
  for (int32_t y = 0; y < height; y++) {
    const uint16_t *row = values + (ptrdiff_t)y * width;
    uint32_t sum = 0;
    for (int32_t x = 1; x < width; x++) sum += (uint32_t)(row[x] > row[x - 1] ? row[x] - row[x - 1] : row[x - 1] - row[x]);
    if (y > 0) {
      const uint16_t *above = row - width;
      for (int32_t x = 0; x < width; x++) sum += (uint32_t)(row[x] > above[x] ? row[x] - above[x] : above[x] - row[x]);
    }
    total += sum;
  }
  return total;
}

CK_DISPATCHED int32_t ck_count_beyond(const uint16_t *a, const uint16_t *b, int32_t count, uint16_t limit) {
  int32_t beyond = 0;
  for (int32_t i = 0; i < count; i++) {
    uint16_t d = a[i] > b[i] ? a[i] - b[i] : b[i] - a[i];
    beyond += d > limit;
  }
  return beyond;
}

float ck_power(float base, float exponent) { return __builtin_powf(base, exponent); }
