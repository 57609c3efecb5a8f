#include "rows.h"

// What is asked for of a full band of four rows, of which `y` is the first.
INLINE void measure_band(const uint8_t *band, ptrdiff_t pitch, int32_t y, int32_t blocks, int32_t block_rows,
                         ck_luma_pass *pass) {
  const int32_t width = pass->width;
  if (pass->grain && y / 16 < block_rows) {
    add_grain(band + pitch, blocks, width, pass->grain + (ptrdiff_t)(y / 16) * blocks);
  }
  if (pass->wants_fields) {
    count_zigzag(band, pitch, width, pass);
    if (pass->previous) {
      const uint8_t *before = pass->previous + y * pass->stride;
      pass->early += row_difference(band, before + pass->stride, width);
      pass->late += row_difference(band + pitch, before, width);
    }
  }
  if (pass->wants_gradient) add_gradient(band + 2 * pitch, pitch, width, pass);
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
  const int32_t blocks = width / 16, block_rows = height / 16;
  if (pass->grain) memset(pass->grain, 0, sizeof(uint32_t) * (size_t)blocks * (size_t)block_rows);
  pass->change = 0;
  pass->change_squared = pass->early = pass->late = 0;
  pass->zigzag = pass->combed = pass->bracketed = 0;
  pass->gradient = pass->gradient_squared = 0;
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
      if (pass->previous && pass->wants_variation) add_variation(row, pass->previous + y * stride, width, pass);
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
      if (y - first == 3) measure_band(picture + first * pitch, pitch, first, blocks, block_rows, pass);
    }
  }
  if (pass->histogram) {
    for (int32_t i = 0; i < 256; i++) pass->histogram[i] += tables[0][i] + tables[1][i] + tables[2][i] + tables[3][i];
  }
  pass->difference = difference;
}
