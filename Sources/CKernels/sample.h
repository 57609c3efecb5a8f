// How a sample of a lent plane is read.
#pragma once
#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

// One stored sample as an 8-bit code value.
INLINE int32_t sample(const uint8_t *row, ptrdiff_t x, int32_t bytes_per_sample, int32_t shift) {
  if (bytes_per_sample == 1) return row[x];
  uint16_t word;
  memcpy(&word, row + 2 * x, 2);
  word >>= shift;
  return word > 255 ? 255 : word;
}
