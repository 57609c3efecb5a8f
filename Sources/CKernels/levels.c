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

CK_DISPATCHED int32_t ck_count_beyond(const uint16_t *a, const uint16_t *b, int32_t count, uint16_t limit) {
  int32_t beyond = 0;
  for (int32_t i = 0; i < count; i++) {
    uint16_t d = a[i] > b[i] ? a[i] - b[i] : b[i] - a[i];
    beyond += d > limit;
  }
  return beyond;
}

CK_DISPATCHED void ck_step_opposing(ck_opposing_step *step) {
  const uint16_t *restrict value = step->value;
  uint16_t *restrict extreme = step->extreme;
  uint16_t *restrict low = step->low;
  int8_t *restrict direction = step->direction;
  uint16_t *restrict time = step->time;
  const uint16_t threshold = step->threshold, ceiling = step->ceiling, now = step->now, window = step->window;
  int32_t rising = 0, falling = 0, all_rises = 0, all_falls = 0;
  for (int32_t i = 0; i < step->count; i++) {
    const uint16_t v = value[i], e = extreme[i], l = low[i];
    const int8_t d = direction[i];
    // the extreme is the highest value since the last rise, or since the start; `low` the lowest since the last fall
    const uint16_t high = v > e ? v : e, deep = v < l ? v : l;
    const int falls = d >= 0 && high - v >= threshold && v < ceiling;
    const int rises = d <= 0 && !falls && v - deep >= threshold && deep < ceiling;
    extreme[i] = rises | falls ? v : high;
    low[i] = rises | falls ? v : deep;
    const int8_t next = falls ? -1 : rises ? 1 : d;
    direction[i] = next;
    const uint16_t t = rises | falls ? now : time[i];
    time[i] = t;
    all_rises += rises;
    all_falls += falls;
    const int recent = (uint16_t)(now - t) <= window;
    rising += recent & (next > 0);
    falling += recent & (next < 0);
  }
  step->rising = rising;
  step->falling = falling;
  step->rises = all_rises;
  step->falls = all_falls;
}

float ck_power(float base, float exponent) { return __builtin_powf(base, exponent); }
