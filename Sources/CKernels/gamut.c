#include "CKernels.h"

// Fixed point, so that the twin counts the same.
CK_DISPATCHED void ck_count_out_of_gamut(ck_gamut_pass *pass) {
  const uint16_t *restrict luma = pass->luma, *restrict cb = pass->cb, *restrict cr = pass->cr;
  const int32_t black = pass->black, scale = pass->scale, red = pass->red, blue = pass->blue;
  const int32_t green_red = pass->green_red, green_blue = pass->green_blue;
  const int32_t least = pass->least, most = pass->most, luma_least = pass->luma_least, luma_most = pass->luma_most;
  int32_t beyond = 0, luma_beyond = 0, lowest = INT32_MAX, highest = INT32_MIN;
  for (int32_t i = 0; i < pass->count; i++) {
    const int32_t y = ((int32_t)luma[i] - black) * scale;
    const int32_t u = (int32_t)cb[i] - 128 * 64, v = (int32_t)cr[i] - 128 * 64;
    const int32_t r = (y + v * red) >> 12, g = (y - u * green_blue - v * green_red) >> 12, b = (y + u * blue) >> 12;
    const int32_t bright = y >> 12;
    int32_t low = r < g ? r : g, high = r < g ? g : r;
    low = b < low ? b : low;
    high = b < high ? high : b;
    beyond += (low < least) | (high > most);
    luma_beyond += (bright < luma_least) | (bright > luma_most);
    lowest = low < lowest ? low : lowest;
    highest = high < highest ? highest : high;
  }
  pass->beyond = beyond;
  pass->luma_beyond = luma_beyond;
  pass->lowest = lowest;
  pass->highest = highest;
}
