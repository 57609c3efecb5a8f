#include "CKernels.h"

CK_DISPATCHED void ck_halve(const uint16_t *source, int32_t width, int32_t height, uint16_t *out) {
  const int32_t out_width = (width + 1) / 2, full = width / 2;
  for (int32_t y = 0; y < height; y += 2) {
    const uint16_t *top = source + (ptrdiff_t)y * width;
    const uint16_t *bottom = y + 1 < height ? top + width : top;
    uint16_t *row = out + (ptrdiff_t)(y / 2) * out_width;
    for (int32_t x = 0; x < full; x++) {
      row[x] = (uint16_t)(((uint32_t)top[2 * x] + top[2 * x + 1] + bottom[2 * x] + bottom[2 * x + 1] + 2) >> 2);
    }
    if (width & 1) row[full] = (uint16_t)(((uint32_t)top[width - 1] + bottom[width - 1] + 1) >> 1);
  }
}

CK_DISPATCHED uint64_t ck_sum_steps(const uint16_t *values, int32_t width, int32_t height) {
  uint64_t total = 0;
  for (int32_t y = 0; y < height; y++) {
    const uint16_t *row = values + (ptrdiff_t)y * width;
    uint32_t sum = 0;
    for (int32_t x = 1; x < width; x++) sum += (uint32_t)(row[x] > row[x - 1] ? row[x] - row[x - 1] : row[x - 1] - row[x]);
    if (y > 0) {
      const uint16_t *above = row - width;
      for (int32_t x = 0; x < width; x++) sum += (uint32_t)(row[x] > above[x] ? row[x] - above[x] : above[x] - row[x]);
    }
    total += sum;
  }
  return total;
}

CK_DISPATCHED int32_t ck_count_beyond(const uint16_t *a, const uint16_t *b, int32_t count, uint16_t limit) {
  int32_t beyond = 0;
  for (int32_t i = 0; i < count; i++) {
    uint16_t d = a[i] > b[i] ? a[i] - b[i] : b[i] - a[i];
    beyond += d > limit;
  }
  return beyond;
}

// All in 16-bit lanes, without a branch, so that it runs 32 cells at a time; the counts are taken up before they overflow.
CK_DISPATCHED void ck_step_opposing(ck_opposing_step *step) {
  enum { STRETCH = 1 << 14 };
  const uint16_t *restrict value = step->value;
  uint16_t *restrict extreme = step->extreme;
  uint16_t *restrict low = step->low;
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
      const uint16_t v = value[i], e = extreme[i], l = low[i];
      const int16_t d = direction[i];
      // the extreme is the highest value since the last rise, or since the start; `low` the lowest since the last fall
      const uint16_t high = v > e ? v : e, deep = v < l ? v : l;
      const uint16_t fall = (d >= 0) & ((uint16_t)(high - v) >= threshold) & (v < ceiling);
      const uint16_t rise = (d <= 0) & (uint16_t)(fall ^ 1) & ((uint16_t)(v - deep) >= threshold) & (deep < ceiling);
      const uint16_t turn = fall | rise;
      extreme[i] = turn ? v : high;
      low[i] = turn ? v : deep;
      const int16_t next = fall ? -1 : rise ? 1 : d;
      direction[i] = next;
      const uint16_t before = time[i], t = turn ? now : before;
      const uint16_t longer = run[i] < 1000 ? run[i] + 1 : run[i];
      const uint16_t n = turn ? ((uint16_t)(now - before) <= pause ? longer : 1) : run[i];
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

float ck_power(float base, float exponent) { return __builtin_powf(base, exponent); }
