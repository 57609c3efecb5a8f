#include "CKernels.h"
#include "sample.h"

// Adds the samples of a row to the sums of the squares that they belong to.
INLINE void add_row(const uint8_t *row, int32_t first, int32_t pitch, int32_t count, int32_t factor, int32_t bytes,
                    int32_t shift, uint32_t *restrict sums) {
  int32_t square = 0, within = 0;
  for (int32_t x = 0; x < count; x++) {
    sums[square] += (uint32_t)sample(row, first + x * pitch, bytes, shift);
    if (++within == factor) {
      within = 0;
      square++;
    }
  }
}

INLINE uint8_t clamped(int32_t value) { return value < 0 ? 0 : value > 255 ? 255 : (uint8_t)value; }

// The mean of a sum over the `count` samples of a square, in 1/64 of a code value.
INLINE int32_t mean(uint32_t sum, int32_t count) {
  return (int32_t)((sum * 64 + (uint32_t)count / 2) / (uint32_t)count);
}

INLINE int32_t shorter(int32_t a, int32_t b) { return a < b ? a : b; }

CK_DISPATCHED void ck_color_picture(const ck_color_pass *pass) {
  const int32_t factor = pass->factor, width = pass->width, height = pass->height;
  const int32_t half_width = (width + 1) / 2, half_height = (height + 1) / 2;
  const int32_t bytes = pass->bytes_per_sample, shift = pass->shift;
  const int32_t out_width = (width + factor - 1) / factor;
  // chroma has half the samples: its squares are half as wide, rounded up, and start at half the place
  const int32_t half_factor = (factor + 1) / 2;
  uint32_t *luma = pass->scratch, *cb = luma + out_width, *cr = cb + out_width;
  uint8_t *out = pass->out;
  for (int32_t y = 0; y < height; y += factor) {
    const int32_t rows = shorter(factor, height - y), half_y = y / 2, half_rows = shorter(half_factor, half_height - half_y);
    memset(pass->scratch, 0, sizeof(uint32_t) * 3 * (size_t)out_width);
    for (int32_t v = y; v < y + rows; v++) {
      add_row(pass->luma + v * pass->luma_stride, 0, 1, width, factor, bytes, shift, luma);
    }
    for (int32_t i = 0; i < out_width; i++) {
      const int32_t half_x = i * factor / 2, half_columns = shorter(half_factor, half_width - half_x);
      for (int32_t v = half_y; v < half_y + half_rows; v++) {
        const uint8_t *first = pass->cb + v * pass->cb_stride;
        const uint8_t *second = pass->interleaved ? first : pass->cr + v * pass->cr_stride;
        for (int32_t u = half_x; u < half_x + half_columns; u++) {
          cb[i] += (uint32_t)sample(first, pass->interleaved ? 2 * u : u, bytes, shift);
          cr[i] += (uint32_t)sample(second, pass->interleaved ? 2 * u + 1 : u, bytes, shift);
        }
      }
      const int32_t columns = shorter(factor, width - i * factor);
      const int32_t level = mean(luma[i], rows * columns) - 64 * pass->black;
      const int32_t blue = mean(cb[i], half_rows * half_columns) - 64 * 128;
      const int32_t red = mean(cr[i], half_rows * half_columns) - 64 * 128;
      // 10 bits of fraction in the weights, 6 in the values
      const int32_t base = pass->gain * level + (1 << 15);
      out[0] = clamped((base + pass->red_of_cr * red) >> 16);
      out[1] = clamped((base - pass->green_of_cb * blue - pass->green_of_cr * red) >> 16);
      out[2] = clamped((base + pass->blue_of_cb * blue) >> 16);
      out += 3;
    }
  }
}

INLINE int32_t within(int32_t value, int32_t count) { return value < 0 ? 0 : value >= count ? count - 1 : value; }

void ck_sample_window(const ck_window_pass *pass) {
  const float share = 1.0f / (float)(pass->columns * pass->rows);
  uint8_t *out = pass->out;
  for (int32_t j = 0; j < pass->out_height; j++) {
    for (int32_t i = 0; i < pass->out_width; i++) {
      const float left = pass->x + pass->along_x * (float)i + pass->down_x * (float)j;
      const float top = pass->y + pass->along_y * (float)i + pass->down_y * (float)j;
      float sums[3] = {0, 0, 0};
      for (int32_t v = 0; v < pass->rows; v++) {
        const float down = ((float)v + 0.5f) / (float)pass->rows;
        for (int32_t u = 0; u < pass->columns; u++) {
          const float along = ((float)u + 0.5f) / (float)pass->columns;
          const float x = left + pass->along_x * along + pass->down_x * down - 0.5f;
          const float y = top + pass->along_y * along + pass->down_y * down - 0.5f;
          const float floor_x = __builtin_floorf(x), floor_y = __builtin_floorf(y);
          const float fx = x - floor_x, fy = y - floor_y;
          const int32_t x0 = within((int32_t)floor_x, pass->width), x1 = within((int32_t)floor_x + 1, pass->width);
          const uint8_t *upper = pass->picture + 3 * (ptrdiff_t)within((int32_t)floor_y, pass->height) * pass->width;
          const uint8_t *lower = pass->picture + 3 * (ptrdiff_t)within((int32_t)floor_y + 1, pass->height) * pass->width;
          for (int32_t channel = 0; channel < 3; channel++) {
            const float above = (float)upper[3 * x0 + channel] * (1 - fx) + (float)upper[3 * x1 + channel] * fx;
            const float below = (float)lower[3 * x0 + channel] * (1 - fx) + (float)lower[3 * x1 + channel] * fx;
            sums[channel] += above * (1 - fy) + below * fy;
          }
        }
      }
      for (int32_t channel = 0; channel < 3; channel++) {
        const float value = sums[channel] * share + 0.5f;
        *out++ = value >= 255 ? 255 : (uint8_t)value;
      }
    }
  }
}
