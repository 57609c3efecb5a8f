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

CK_DISPATCHED void ck_measure_luma(ck_luma_pass *pass) {
  const int32_t width = pass->width, height = pass->height, quarter_width = (width + 3) / 4;
  const ptrdiff_t stride = pass->stride;
  uint32_t tables[4][256];
  if (pass->histogram) memset(tables, 0, sizeof tables);
  if (pass->columns) {
    memset(pass->columns, 0, sizeof(uint32_t) * (size_t)width);
    memset(pass->column_scratch, 0, sizeof(uint16_t) * (size_t)width);
  }
  uint64_t difference = 0;
  // where the rows are read: bytes in the lent plane itself, words once they are narrowed
  const int is_narrowed = pass->bytes_per_sample > 1;
  const uint8_t *picture = is_narrowed ? pass->current : pass->source;
  const ptrdiff_t pitch = is_narrowed ? stride : pass->source_stride;
  for (int32_t y = 0; y < height; y++) {
    const uint8_t *row = picture + y * pitch;
    if (is_narrowed) narrow_row(pass->source + y * pass->source_stride, pass->shift, width, pass->current + y * stride);
    if ((y & 2) == 0) {
      if (!is_narrowed) memcpy(pass->current + y * stride, row, (size_t)width);
      if (pass->previous) difference += row_difference(row, pass->previous + y * stride, width);
      if (pass->histogram) count_row(row, width, tables);
    }
    if (pass->rows) pass->rows[y] = y ? row_difference(row, row - pitch, width) : 0;
    if (pass->columns) {
      add_column_differences(row, width, pass->column_scratch);
      // 257 rows of 255 fit into 16 bits
      if ((y & 255) == 255 || y == height - 1) {
        for (int32_t x = 0; x < width; x++) pass->columns[x] += pass->column_scratch[x];
        memset(pass->column_scratch, 0, sizeof(uint16_t) * (size_t)width);
      }
    }
    if ((y & 3) == 3 || y == height - 1) {
      int32_t first = y & ~3;
      reduce_band(picture + first * pitch, pitch, y - first + 1, width, pass->band_scratch,
                  pass->quarter + (ptrdiff_t)(first / 4) * quarter_width);
    }
  }
  if (pass->histogram) {
    for (int32_t i = 0; i < 256; i++) pass->histogram[i] += tables[0][i] + tables[1][i] + tables[2][i] + tables[3][i];
  }
  pass->difference = difference;
}
