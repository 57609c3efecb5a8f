#include "CKernels.h"

enum { BLOCK = 8, COUNT = BLOCK * BLOCK };

#define INLINE static inline __attribute__((always_inline))

// Sums are kept by column, and added up at the end: so they fit the registers of the processor.
INLINE float total(const float columns[BLOCK]) {
  float halves[BLOCK / 2];
  for (int x = 0; x < BLOCK / 2; x++) halves[x] = columns[x] + columns[x + BLOCK / 2];
  return (halves[0] + halves[2]) + (halves[1] + halves[3]);
}

// The samples of one block less their mean, in code values, and the sum of their squares.
INLINE float center(const uint16_t *p, int32_t stride, float out[COUNT]) {
  uint32_t sums[BLOCK] = {0};
  for (int y = 0; y < BLOCK; y++)
    for (int x = 0; x < BLOCK; x++) sums[x] += p[y * stride + x];
  uint32_t sum = 0;
  for (int x = 0; x < BLOCK; x++) sum += sums[x];
  const float mean = (float)sum / COUNT;
  float energies[BLOCK] = {0};
  for (int y = 0; y < BLOCK; y++)
    for (int x = 0; x < BLOCK; x++) {
      float d = ((float)p[y * stride + x] - mean) * (1.0f / 64);
      out[y * BLOCK + x] = d;
      energies[x] += d * d;
    }
  return total(energies);
}

INLINE float product(const float *a, const float *b) {
  float sums[BLOCK] = {0};
  for (int y = 0; y < BLOCK; y++)
    for (int x = 0; x < BLOCK; x++) sums[x] += a[y * BLOCK + x] * b[y * BLOCK + x];
  return total(sums);
}

CK_DISPATCHED float ck_center_blocks(const uint16_t *picture, int32_t width, int32_t height, float *blocks) {
  float energy = 0;
  for (int32_t y = 0; y + BLOCK <= height; y += BLOCK)
    for (int32_t x = 0; x + BLOCK <= width; x += BLOCK, blocks += COUNT)
      energy += center(picture + y * width + x, width, blocks);
  return energy;
}

CK_DISPATCHED void ck_match_blocks(const float *targets, const uint16_t *picture, int32_t width, int32_t height,
                                   int32_t reach, float *matches) {
  for (int32_t y = 0; y + BLOCK <= height; y += BLOCK) {
    for (int32_t x = 0; x + BLOCK <= width; x += BLOCK, targets += COUNT, matches += COUNT) {
      const float energy = product(targets, targets);
      float best = -1e9f;
      int32_t best_u = x, best_v = y;
      float centered[COUNT];
      for (int32_t v = y - reach; v <= y + reach; v++) {
        if (v < 0 || v + BLOCK > height) continue;
        for (int32_t u = x - reach; u <= x + reach; u++) {
          if (u < 0 || u + BLOCK > width) continue;
          const float own = center(picture + v * width + u, width, centered);
          const float dot = product(targets, centered);
          // the square of the correlation, with its sign: no root is taken
          const float match = dot * (dot < 0 ? -dot : dot) / (own * energy + 1000.0f);
          if (match > best) {
            best = match;
            best_u = u;
            best_v = v;
          }
        }
      }
      center(picture + best_v * width + best_u, width, matches);
    }
  }
}
