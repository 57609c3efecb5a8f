#include "CKernels.h"

enum { SHORTEST = 3, WIDEST_GAP = 3 };

// Follows one line of `count` values, `step` apart.
static void follow(const uint16_t *line, int32_t count, ptrdiff_t step, ck_staircases *search) {
  const int32_t flat = search->flat, least = search->least, most = search->most;
  // the band before: where it began and ended, its last value, and which way its contour went: -1, 0 for none, +1
  int32_t from = 0, end = -WIDEST_GAP - 1, last = 0, way = 0;
  int32_t start = 0;
  for (int32_t x = 1; x <= count; x++) {
    if (x < count) {
      const int32_t d = (int32_t)line[x * step] - (int32_t)line[(x - 1) * step];
      if (d <= flat && d >= -flat) continue;
    }
    if (x - start >= SHORTEST) {
      const int32_t height = (int32_t)line[start * step] - last, size = height < 0 ? -height : height;
      const int32_t contour = start - end <= WIDEST_GAP && size >= least && size <= most ? (height > 0 ? 1 : -1) : 0;
      if (contour != 0 && contour == way) search->stairs += (uint32_t)(end + 1 - from);
      from = start;
      end = x - 1;
      last = line[(x - 1) * step];
      way = contour;
    }
    start = x;
  }
}

void ck_find_staircases(ck_staircases *search) {
  const int32_t width = search->width, height = search->height, pitch = search->pitch;
  search->scanned = search->stairs = 0;
  for (int32_t y = pitch / 2; y < height; y += pitch) {
    follow(search->values + (ptrdiff_t)y * width, width, 1, search);
    search->scanned += (uint32_t)width;
  }
  for (int32_t x = pitch / 2; x < width; x += pitch) {
    follow(search->values + x, height, width, search);
    search->scanned += (uint32_t)height;
  }
}
