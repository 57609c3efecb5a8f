#include "CKernels.h"

enum { BLOCK = 8 };

#define INLINE static inline __attribute__((always_inline))

// Sums are kept by column, and added up at the end: so they fit the registers of the processor.
INLINE float total(const float columns[BLOCK]) {
  float halves[BLOCK / 2];
  for (int x = 0; x < BLOCK / 2; x++) halves[x] = columns[x] + columns[x + BLOCK / 2];
  return (halves[0] + halves[2]) + (halves[1] + halves[3]);
}

// The samples of one block less their mean, and their mean deviation, in code values.
INLINE float center(const uint16_t *p, int32_t stride, float out[BLOCK * BLOCK]) {
  uint32_t sums[BLOCK] = {0};
  for (int y = 0; y < BLOCK; y++)
    for (int x = 0; x < BLOCK; x++) sums[x] += p[y * stride + x];
  uint32_t sum = 0;
  for (int x = 0; x < BLOCK; x++) sum += sums[x];
  const float mean = (float)sum / (BLOCK * BLOCK);
  float deviations[BLOCK] = {0};
  for (int y = 0; y < BLOCK; y++)
    for (int x = 0; x < BLOCK; x++) {
      float d = ((float)p[y * stride + x] - mean) * (1.0f / 64);
      out[y * BLOCK + x] = d;
      deviations[x] += d < 0 ? -d : d;
    }
  return total(deviations) / (BLOCK * BLOCK);
}

INLINE float mismatch(const float *a, float a_scale, const uint16_t *b, int32_t stride) {
  float centered[BLOCK * BLOCK];
  const float scale = 1.0f / (center(b, stride, centered) + 1.0f);
  float sums[BLOCK] = {0};
  for (int y = 0; y < BLOCK; y++)
    for (int x = 0; x < BLOCK; x++) {
      float d = a[y * BLOCK + x] * a_scale - centered[y * BLOCK + x] * scale;
      sums[x] += d < 0 ? -d : d;
    }
  return total(sums) / (2 * BLOCK * BLOCK);
}

// How unlike a block and the other picture around it are, and how much that counts.
INLINE float least_mismatch(const uint16_t *a, const uint16_t *b, int32_t width, int32_t height, int32_t x, int32_t y,
                            int32_t reach, float *deviation, float *other_deviation) {
  float centered[BLOCK * BLOCK], other[BLOCK * BLOCK];
  *deviation = center(a + y * width + x, width, centered);
  *other_deviation = center(b + y * width + x, width, other);
  const float scale = 1.0f / (*deviation + 1.0f);
  float least = 1e9f;
  for (int32_t v = y - reach; v <= y + reach; v++) {
    if (v < 0 || v + BLOCK > height) continue;
    for (int32_t u = x - reach; u <= x + reach; u++) {
      if (u < 0 || u + BLOCK > width) continue;
      float m = mismatch(centered, scale, b + v * width + u, width);
      if (m < least) least = m;
    }
  }
  return least;
}

INLINE float weight_of(float a, float b) {
  const float most = a > b ? a : b;
  return most > 8 ? 8 : most;
}

CK_DISPATCHED float ck_structure_distance(const uint16_t *a, const uint16_t *b, int32_t width, int32_t height,
                                          int32_t reach,
                                          float *texture_a, float *texture_b) {
  float sum = 0, weights = 0, sum_a = 0, sum_b = 0;
  int32_t blocks = 0;
  for (int32_t y = 0; y + BLOCK <= height; y += BLOCK) {
    for (int32_t x = 0; x + BLOCK <= width; x += BLOCK) {
      float deviation, earlier;
      const float least = least_mismatch(a, b, width, height, x, y, reach, &deviation, &earlier);
      const float weight = weight_of(deviation, earlier);
      sum_a += deviation > 8 ? 8 : deviation;
      sum_b += earlier > 8 ? 8 : earlier;
      sum += least * weight;
      weights += weight;
      blocks++;
    }
  }
  *texture_a = blocks ? sum_a / (float)blocks : 0;
  *texture_b = blocks ? sum_b / (float)blocks : 0;
  return weights > 0 ? sum / weights : 0;
}

CK_DISPATCHED void ck_structure_mismatch(const uint16_t *a, const uint16_t *b, int32_t width, int32_t height,
                                         int32_t reach, float *mismatches, float *weights) {
  for (int32_t y = 0; y + BLOCK <= height; y += BLOCK) {
    for (int32_t x = 0; x + BLOCK <= width; x += BLOCK) {
      float deviation, earlier;
      *mismatches++ = least_mismatch(a, b, width, height, x, y, reach, &deviation, &earlier);
      *weights++ = weight_of(deviation, earlier);
    }
  }
}
