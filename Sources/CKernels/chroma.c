#include "CKernels.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

// Adds `count` stored samples to the sums: bytes, or words of which the top 8 picture bits count.
INLINE void add_samples(const uint8_t *source, int32_t count, int32_t bytes_per_sample, int32_t shift,
                        uint16_t *restrict sums) {
  if (bytes_per_sample == 1) {
    for (int32_t x = 0; x < count; x++) sums[x] += source[x];
    return;
  }
  for (int32_t x = 0; x < count; x++) {
    uint16_t word;
    memcpy(&word, source + 2 * (ptrdiff_t)x, 2);
    word >>= shift;
    sums[x] += word > 255 ? 255 : word;
  }
}

// Sums `factor` columns, `step` apart, of one band of `rows` rows.
INLINE void gather(const uint16_t *sums, int32_t step, int32_t first, int32_t width, int32_t rows, int32_t factor,
                   uint16_t *out) {
  for (int32_t i = first; i * factor < width; i++) {
    const int32_t x = i * factor, columns = width - x < factor ? width - x : factor;
    uint32_t sum = 0;
    for (int32_t u = 0; u < columns; u++) sum += sums[(x + u) * step];
    const uint32_t count = (uint32_t)(rows * columns);
    out[i] = (uint16_t)((sum * 64 + count / 2) / count);
  }
}

// The same for four columns of full bands, 8 bytes at a time: the top 16 bits of a product are a sum of four words.
INLINE void gather_fours(const uint16_t *sums, int32_t fours, uint16_t *restrict out) {
  for (int32_t i = 0; i < fours; i++) {
    uint64_t four;
    memcpy(&four, sums + 4 * i, 8);
    out[i] = (uint16_t)((four * 0x0001000100010001u) >> 48 << 2);
  }
}

// The same where Cb and Cr take turns.
INLINE void gather_pairs(const uint16_t *sums, int32_t fours, uint16_t *restrict cb, uint16_t *restrict cr) {
  for (int32_t i = 0; i < fours; i++) {
    uint64_t first, second;
    memcpy(&first, sums + 8 * i, 8);
    memcpy(&second, sums + 8 * i + 4, 8);
    const uint64_t pair = first + second;
    cb[i] = (uint16_t)(((pair & 0xFFFF) + (pair >> 32 & 0xFFFF)) << 2);
    cr[i] = (uint16_t)(((pair >> 16 & 0xFFFF) + (pair >> 48)) << 2);
  }
}

// The same for squares of two, in plain lanes.
INLINE void gather_twos(const uint16_t *sums, int32_t twos, uint16_t *restrict out) {
  for (int32_t i = 0; i < twos; i++) out[i] = (uint16_t)((sums[2 * i] + sums[2 * i + 1]) << 4);
}

INLINE void gather_two_pairs(const uint16_t *sums, int32_t twos, uint16_t *restrict cb, uint16_t *restrict cr) {
  for (int32_t i = 0; i < twos; i++) {
    cb[i] = (uint16_t)((sums[4 * i] + sums[4 * i + 2]) << 4);
    cr[i] = (uint16_t)((sums[4 * i + 1] + sums[4 * i + 3]) << 4);
  }
}

CK_DISPATCHED void ck_reduce_chroma(const ck_chroma_pass *pass) {
  const int32_t width = pass->width, factor = pass->factor, out_width = (width + factor - 1) / factor;
  const int interleaved = pass->interleaved;
  uint16_t *sums = pass->scratch;
  for (int32_t y = 0; y < pass->height; y += factor) {
    const int32_t rows = pass->height - y < factor ? pass->height - y : factor;
    memset(sums, 0, sizeof(uint16_t) * 2 * (size_t)width);
    for (int32_t v = y; v < y + rows; v++) {
      const uint8_t *cb = pass->cb + v * pass->cb_stride;
      if (interleaved) {
        add_samples(cb, 2 * width, pass->bytes_per_sample, pass->shift, sums);
      } else {
        add_samples(cb, width, pass->bytes_per_sample, pass->shift, sums);
        add_samples(pass->cr + v * pass->cr_stride, width, pass->bytes_per_sample, pass->shift, sums + width);
      }
    }
    const ptrdiff_t target = (ptrdiff_t)(y / factor) * out_width;
    uint16_t *cb = pass->cb_out + target, *cr = pass->cr_out + target;
    const int32_t fours = factor == 4 && rows == 4 ? width / 4 : 0;
    const int32_t twos = factor == 2 && rows == 2 ? width / 2 : 0;
    const int32_t done = fours + twos;
    if (interleaved) {
      gather_pairs(sums, fours, cb, cr);
      gather_two_pairs(sums, twos, cb, cr);
      gather(sums, 2, done, width, rows, factor, cb);
      gather(sums + 1, 2, done, width, rows, factor, cr);
    } else {
      gather_fours(sums, fours, cb);
      gather_fours(sums + width, fours, cr);
      gather_twos(sums, twos, cb);
      gather_twos(sums + width, twos, cr);
      gather(sums, 1, done, width, rows, factor, cb);
      gather(sums + width, 1, done, width, rows, factor, cr);
    }
  }
}
