#include "CKernels.h"

// The twin rounds each product.
#pragma clang fp contract(off)

// All in 16-bit lanes, without a branch, so that it runs 32 cells at a time; the counts are taken up before they overflow.
CK_DISPATCHED void ck_step_opposing(ck_opposing_step *step) {
  enum { STRETCH = 1 << 14 };
  const uint16_t *restrict value = step->value;
  uint16_t *restrict extreme = step->extreme;
  uint16_t *restrict low = step->low;
  const uint16_t *restrict mark = step->mark;
  uint16_t *restrict extreme_mark = step->extreme_mark;
  uint16_t *restrict low_mark = step->low_mark;
  int16_t *restrict direction = step->direction;
  uint16_t *restrict time = step->time;
  uint16_t *restrict run = step->run;
  const uint16_t threshold = step->threshold, ceiling = step->ceiling, now = step->now, window = step->window;
  const uint16_t pause = step->pause, repeats = step->repeats;
  step->rising = step->falling = step->rises = step->falls = step->flashing = 0;
  for (int32_t start = 0; start < step->count; start += STRETCH) {
    const int32_t end = step->count - start > STRETCH ? start + STRETCH : step->count;
    uint16_t rising = 0, falling = 0, rises = 0, falls = 0, flashing = 0;
    for (int32_t i = start; i < end; i++) {
      const uint16_t v = value[i], e = extreme[i], l = low[i], m = mark[i], before = time[i];
      // after a pause a value may go either way
      const uint16_t fresh = (uint16_t)(now - before) <= pause;
      const int16_t d = fresh ? direction[i] : 0;
      // the extreme is the highest value since the last rise, or since the start; `low` the lowest since the last fall
      const uint16_t high = v > e ? v : e, deep = v < l ? v : l;
      const uint16_t high_mark = v > e ? m : extreme_mark[i], deep_mark = v < l ? m : low_mark[i];
      const uint16_t fall =
          (d >= 0) & ((uint16_t)(high - v) >= threshold) & (v < ceiling) & ((high_mark | m) != 0);
      const uint16_t rise = (d <= 0) & (uint16_t)(fall ^ 1) & ((uint16_t)(v - deep) >= threshold) & (deep < ceiling) &
                            ((deep_mark | m) != 0);
      const uint16_t turn = fall | rise;
      // what goes on in the direction of the last change belongs to that change
      const uint16_t up = (d > 0) & (v > e), down = (d < 0) & (v < l);
      extreme[i] = turn | down ? v : high;
      extreme_mark[i] = turn | down ? m : high_mark;
      low[i] = turn | up ? v : deep;
      low_mark[i] = turn | up ? m : deep_mark;
      const int16_t next = fall ? -1 : rise ? 1 : direction[i];
      direction[i] = next;
      const uint16_t t = turn ? now : before;
      const uint16_t longer = run[i] < 1000 ? run[i] + 1 : run[i];
      const uint16_t n = turn ? (fresh ? longer : 1) : run[i];
      time[i] = t;
      run[i] = n;
      flashing += (n >= repeats) & ((uint16_t)(now - t) <= pause);
      const uint16_t recent = (uint16_t)(now - t) <= window;
      rises += rise;
      falls += fall;
      rising += recent & (uint16_t)(next > 0);
      falling += recent & (uint16_t)(next < 0);
    }
    step->rising += rising;
    step->falling += falling;
    step->rises += rises;
    step->falls += falls;
    step->flashing += flashing;
  }
}

static inline __attribute__((always_inline)) int32_t smoothed(const uint16_t *const rows[3], int32_t left, int32_t x,
                                                              int32_t right, int32_t limit) {
  const int32_t v = rows[1][x];
  int32_t sum = 0;
  for (int r = 0; r < 3; r++) {
    const int32_t a = rows[r][left] - v, b = rows[r][x] - v, c = rows[r][right] - v;
    sum += a <= limit && a >= -limit ? a : 0;
    sum += b <= limit && b >= -limit ? b : 0;
    sum += c <= limit && c >= -limit ? c : 0;
  }
  return v + (sum + (sum < 0 ? -4 : 4)) / 9;
}

CK_DISPATCHED void ck_smooth(const uint16_t *source, int32_t width, int32_t height, int32_t limit,
                             uint16_t *restrict out) {
  const int32_t last = width - 1;
  for (int32_t y = 0; y < height; y++) {
    const uint16_t *row = source + (ptrdiff_t)y * width;
    const uint16_t *const rows[3] = {y > 0 ? row - width : row, row, y + 1 < height ? row + width : row};
    uint16_t *to = out + (ptrdiff_t)y * width;
    for (int32_t x = 1; x < last; x++) to[x] = (uint16_t)smoothed(rows, x - 1, x, x + 1, limit);
    to[0] = (uint16_t)smoothed(rows, 0, 0, last > 0 ? 1 : 0, limit);
    if (last > 0) to[last] = (uint16_t)smoothed(rows, last - 1, last, last, limit);
  }
}

CK_DISPATCHED void ck_redness(const ck_redness_pass *pass) {
  const uint16_t *restrict luma = pass->luma, *restrict cb = pass->cb, *restrict cr = pass->cr;
  uint16_t *restrict value = pass->value, *restrict mark = pass->mark;
  const float *restrict light = pass->light;
  const float black = pass->black, span = pass->span, chroma = pass->chroma_span;
  const float red = pass->red, blue = pass->blue, green_red = pass->green_red, green_blue = pass->green_blue;
  const float unit = pass->unit, ratio = pass->ratio, least = pass->least;
  for (int32_t i = 0; i < pass->count; i++) {
    const float y = ((float)luma[i] - black) * span;
    const float u = ((float)cb[i] - 128 * 64) * chroma, v = ((float)cr[i] - 128 * 64) * chroma;
    const float signal[3] = {y + red * v, y - green_blue * u - green_red * v, y + blue * u};
    float linear[3];
    for (int c = 0; c < 3; c++) {
      const float clipped = signal[c] < 0 ? 0 : signal[c] > 1 ? 1 : signal[c];
      linear[c] = light[(int32_t)(clipped * 1024 + 0.5f)];
    }
    const float purity = (linear[0] - linear[1] - linear[2]) * unit;
    value[i] = (uint16_t)(purity < 0 ? 0 : purity > 65535 ? 65535 : purity);
    mark[i] = (linear[0] >= ratio * (linear[0] + linear[1] + linear[2])) & (purity >= least);
  }
}
