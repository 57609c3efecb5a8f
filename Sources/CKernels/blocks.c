#include "CKernels.h"

enum { SIDE = 4 };

#define INLINE static inline __attribute__((always_inline))

// Whether the picture breaks between two values, `across` apart, along a side of four values `along` apart: the step there
// exceeds the steps beside it everywhere, and by `least` in the mean.
INLINE int breaks(const uint16_t *p, ptrdiff_t across, ptrdiff_t along, int32_t least) {
  int32_t sum = 0;
  for (int32_t i = 0; i < SIDE; i++, p += along) {
    const int32_t step = p[0] > p[-across] ? p[0] - p[-across] : p[-across] - p[0];
    const int32_t before = p[-across] > p[-2 * across] ? p[-across] - p[-2 * across] : p[-2 * across] - p[-across];
    const int32_t after = p[across] > p[0] ? p[across] - p[0] : p[0] - p[across];
    const int32_t excess = step - (before > after ? before : after);
    if (excess <= 0) return 0;
    sum += excess;
  }
  return sum > SIDE * least;
}

void ck_find_broken_blocks(ck_broken_blocks *search) {
  const int32_t width = search->width, columns = width / SIDE, rows = search->height / SIDE;
  search->count = search->rows_touched = 0;
  search->left = columns;
  search->top = rows;
  search->right = search->bottom = 0;
  for (int32_t y = 0; y < rows; y++) {
    uint32_t broken = 0;
    for (int32_t x = 0; x < columns; x++) {
      const uint16_t *block = search->values + (ptrdiff_t)y * SIDE * width + x * SIDE;
      // a side at the edge of the picture does not count, so a block there has but three
      const int top = y > 0 && breaks(block, width, 1, search->least);
      const int left = x > 0 && breaks(block, 1, width, search->least);
      if (!top && !left) continue;
      const int bottom = y + 1 < rows && breaks(block + SIDE * width, width, 1, search->least);
      const int right = x + 1 < columns && breaks(block + SIDE, 1, width, search->least);
      if (top + left + bottom + right < 3) continue;
      broken++;
      if (x < search->left) search->left = x;
      if (x >= search->right) search->right = x + 1;
      if (y < search->top) search->top = y;
      search->bottom = y + 1;
    }
    search->count += broken;
    search->rows_touched += broken > 0;
  }
}
