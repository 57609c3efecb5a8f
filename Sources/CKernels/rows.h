// What the pass over the luma does to one row, or to the rows of one band. Inlined into every clone of the pass.
#pragma once
#include "CKernels.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

INLINE void narrow_row(const uint8_t *source, int32_t shift, int32_t width, uint8_t *out) {
  for (int32_t x = 0; x < width; x++) {
    uint16_t word;
    memcpy(&word, source + 2 * (ptrdiff_t)x, 2);
    word >>= shift;
    out[x] = word > 255 ? 255 : (uint8_t)word;
  }
}

INLINE uint32_t row_difference(const uint8_t *a, const uint8_t *b, int32_t width) {
  uint32_t sum = 0;
  for (int32_t x = 0; x < width; x++) {
    int d = (int)a[x] - (int)b[x];
    sum += (uint32_t)(d < 0 ? -d : d);
  }
  return sum;
}

INLINE void add_variation(const uint8_t *a, const uint8_t *b, int32_t width, ck_luma_pass *pass) {
  int32_t sum = 0;
  uint32_t squares = 0;
  // 2^15 squares of 255 fit into 32 bits
  for (int32_t x = 0; x < width; x++) {
    const int32_t d = (int32_t)a[x] - (int32_t)b[x];
    sum += d;
    squares += (uint32_t)(d * d);
  }
  pass->change += sum;
  pass->change_squared += squares;
}

INLINE void add_column_differences(const uint8_t *row, int32_t width, uint16_t *restrict sums) {
  for (int32_t x = 1; x < width; x++) {
    uint8_t a = row[x], b = row[x - 1];
    sums[x] += (uint8_t)(a > b ? a - b : b - a);
  }
}

// Four tables, so that equal neighbours do not wait for each other's count.
INLINE void count_row(const uint8_t *row, int32_t width, uint32_t tables[4][256]) {
  int32_t x = 0;
  for (; x + 8 <= width; x += 8) {
    uint64_t eight;
    memcpy(&eight, row + x, 8);
    tables[0][eight & 255]++;
    tables[1][(eight >> 8) & 255]++;
    tables[2][(eight >> 16) & 255]++;
    tables[3][(eight >> 24) & 255]++;
    tables[0][(eight >> 32) & 255]++;
    tables[1][(eight >> 40) & 255]++;
    tables[2][(eight >> 48) & 255]++;
    tables[3][eight >> 56]++;
  }
  for (; x < width; x++) tables[0][row[x]]++;
}

// Means of 4x4 for one band of `rows` (1...4) rows.
INLINE void reduce_band(const uint8_t *band, ptrdiff_t stride, int32_t rows, int32_t width, uint16_t *restrict sums,
                        uint16_t *restrict out) {
  for (int32_t x = 0; x < width; x++) sums[x] = band[x];
  for (int32_t y = 1; y < rows; y++) {
    const uint8_t *row = band + y * stride;
    for (int32_t x = 0; x < width; x++) sums[x] += row[x];
  }
  const int32_t full = rows == 4 ? width / 4 : 0;
  for (int32_t i = 0; i < full; i++) {
    uint64_t four;
    memcpy(&four, sums + 4 * i, 8);
    // the top 16 bits of the product are the sum of the four
    out[i] = (uint16_t)((four * 0x0001000100010001u) >> 48 << 2);
  }
  for (int32_t i = full; 4 * i < width; i++) {
    uint32_t sum = 0, count = 0;
    for (int32_t x = 4 * i; x < 4 * i + 4 && x < width; x++, count += (uint32_t)rows) sum += sums[x];
    out[i] = (uint16_t)((sum * 64 + count / 2) / count);
  }
}

// A sum of absolute fourth differences 1 -4 6 -4 1 along a row, by blocks of 16 columns; the last two columns of a block
// reach into the next, so that a block that ends the row is left out. White noise of deviation s gives 6.68 s a sample.
INLINE void add_grain(const uint8_t *row, int32_t blocks, int32_t width, uint32_t *restrict sums) {
  for (int32_t i = 0; i < blocks; i++) {
    const uint8_t *p = row + 16 * i;
    if (16 * i + 20 > width) return;
    uint16_t sum = 0;
    for (int32_t x = 0; x < 16; x++) {
      int16_t d = (int16_t)(6 * p[x + 2] - 4 * (p[x + 1] + p[x + 3]) + p[x] + p[x + 4]);
      // 16 values of at most 2040
      sum += (uint16_t)(d < 0 ? -d : d);
    }
    sums[i] += sum;
  }
}

// How far both of the first two values lie above both of the others, or below; 0 where they mix.
INLINE uint8_t stand_apart(uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
  const uint8_t low_ab = a < b ? a : b, high_ab = a < b ? b : a, low_cd = c < d ? c : d, high_cd = c < d ? d : c;
  const uint8_t up = low_ab > high_cd ? low_ab - high_cd : 0, down = low_cd > high_ab ? low_cd - high_ab : 0;
  return up | down;
}

// How many columns of four rows stand in a zigzag: the second and fourth above the first and third, or below, by more
// than `least` code values; counted by 16 columns. Noise and fine texture stand as often in a bracket, the first and last
// above the others, or below.
INLINE void count_zigzag(const uint8_t *a, ptrdiff_t pitch, int32_t width, ck_luma_pass *pass) {
  enum { least = 8 };
  const uint8_t *b = a + pitch, *c = b + pitch, *d = c + pitch;
  for (int32_t i = 0; i + 16 <= width; i += 16) {
    uint8_t zigzag = 0, bracket = 0;
    for (int32_t x = i; x < i + 16; x++) {
      zigzag += stand_apart(b[x], d[x], a[x], c[x]) > least;
      bracket += stand_apart(a[x], d[x], b[x], c[x]) > least;
    }
    pass->zigzag += zigzag;
    pass->combed += zigzag >= 4;
    pass->bracketed += bracket >= 4;
  }
}

// Sums of the gradient of Sobel along row `b` and of its square, of all samples that have eight neighbors.
INLINE void add_gradient(const uint8_t *b, ptrdiff_t pitch, int32_t width, ck_luma_pass *pass) {
  const uint8_t *a = b - pitch, *c = b + pitch;
  enum { STRETCH = 256 };
  for (int32_t start = 1; start < width - 1; start += STRETCH) {
    // the order of these sums is not part of what is promised
#pragma clang fp reassociate(on)
    const int32_t end = start + STRETCH < width - 1 ? start + STRETCH : width - 1;
    float sum = 0, squares = 0;
    for (int32_t x = start; x < end; x++) {
      const int32_t gx = a[x + 1] - a[x - 1] + 2 * (b[x + 1] - b[x - 1]) + c[x + 1] - c[x - 1];
      const int32_t gy = c[x - 1] - a[x - 1] + 2 * (c[x] - a[x]) + c[x + 1] - a[x + 1];
      const float square = (float)(gx * gx + gy * gy);
      squares += square;
      sum += __builtin_sqrtf(square);
    }
    pass->gradient += sum;
    pass->gradient_squared += squares;
  }
}
