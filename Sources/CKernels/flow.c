#include "CKernels.h"

enum { SIDE = CK_FLOW_SIDE, STEP = CK_FLOW_STEP };

#define INLINE static inline __attribute__((always_inline))

// Rows are passed between functions of this file only, all of which are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

// The same numbers on every processor: no fused operations, and sums in one order, by column first.
#pragma clang fp contract(off)

// A row of a patch. The width is that of the patch, not of a register: the compiler splits or joins.
typedef float row __attribute__((vector_size(SIDE * sizeof(float))));
typedef uint16_t samples __attribute__((vector_size(SIDE * sizeof(uint16_t)), aligned(2)));

typedef struct {
  row rows[SIDE];
} patch;

INLINE row load(const uint16_t *p) {
  return __builtin_convertvector(*(const samples *)p, row) * (1.0f / 64);
}

INLINE float total(row r) { return ((r[0] + r[4]) + (r[2] + r[6])) + ((r[1] + r[5]) + (r[3] + r[7])); }

INLINE row absolute(row r) { return __builtin_elementwise_abs(r); }

INLINE float clamped(float value, float low, float high) {
  // not-a-number is low
  return !(value > low) ? low : value > high ? high : value;
}

INLINE float sum(const patch *p) {
  row s = p->rows[0];
  for (int y = 1; y < SIDE; y++) s += p->rows[y];
  return total(s);
}

INLINE float remove_mean(patch *p) {
  const float mean = sum(p) * (1.0f / (SIDE * SIDE));
  for (int y = 0; y < SIDE; y++) p->rows[y] -= mean;
  return mean;
}

INLINE float product(const patch *a, const patch *b) {
  row s = a->rows[0] * b->rows[0];
  for (int y = 1; y < SIDE; y++) s += a->rows[y] * b->rows[y];
  return total(s);
}

INLINE float distance(const patch *a, const patch *b) {
  row s = absolute(a->rows[0] - b->rows[0]);
  for (int y = 1; y < SIDE; y++) s += absolute(a->rows[y] - b->rows[y]);
  return total(s);
}

// The patch at (x, y) of a picture of at least 9 x 9, between samples, less its mean, which is returned.
INLINE float take(const uint16_t *p, int32_t width, int32_t height, float x, float y, patch *out) {
  x = clamped(x, 0, (float)(width - SIDE));
  y = clamped(y, 0, (float)(height - SIDE));
  int32_t left = (int32_t)x, top = (int32_t)y;
  left = left > width - SIDE - 1 ? width - SIDE - 1 : left;
  top = top > height - SIDE - 1 ? height - SIDE - 1 : top;
  const float u = x - (float)left, v = y - (float)top;
  p += (ptrdiff_t)top * width + left;
  row above = load(p);
  above += (load(p + 1) - above) * u;
  for (int j = 0; j < SIDE; j++) {
    p += width;
    row below = load(p);
    below += (load(p + 1) - below) * u;
    out->rows[j] = above + (below - above) * v;
    above = below;
  }
  return remove_mean(out);
}

// The slopes of the patch at (x, y), less their means.
INLINE void slopes(const uint16_t *p, int32_t width, int32_t height, int32_t x, int32_t y, patch *across, patch *down) {
  const int32_t left = x > 0 ? -1 : 0, right = x + SIDE < width ? 1 : 0;
  const float scale = left < 0 && right > 0 ? 0.5f : 1.0f;
  for (int32_t j = 0; j < SIDE; j++) {
    const int32_t above = y + j > 0 ? y + j - 1 : 0, below = y + j + 1 < height ? y + j + 1 : height - 1;
    const uint16_t *line = p + (ptrdiff_t)(y + j) * width + x;
    across->rows[j] = (load(line + right) - load(line + left)) * scale;
    down->rows[j] = (load(p + (ptrdiff_t)below * width + x) - load(p + (ptrdiff_t)above * width + x)) * 0.5f;
  }
  remove_mean(across);
  remove_mean(down);
}

CK_DISPATCHED void ck_flow(const ck_flow_pass *pass) {
  const int32_t width = pass->width, height = pass->height, columns = pass->columns;
  int32_t i = 0;
  for (int32_t y = 0; y + SIDE <= height; y += STEP) {
    for (int32_t x = 0; x + SIDE <= width; x += STEP, i++) {
      patch here, across, down, there;
      const float mean = take(pass->now, width, height, (float)x, (float)y, &here);
      const row none = {0};
      patch flat;
      for (int j = 0; j < SIDE; j++) flat.rows[j] = none;
      pass->texture[i] = distance(&here, &flat) * (1.0f / (SIDE * SIDE));
      slopes(pass->now, width, height, x, y, &across, &down);
      const float xx = product(&across, &across) + CK_FLOW_FLOOR, yy = product(&down, &down) + CK_FLOW_FLOOR;
      const float xy = product(&across, &down), determinant = xx * yy - xy * xy;

      // where to begin: standing still, as the patch moved before, as its neighbors do, as the block does
      float us[5] = {0, pass->dx[i]}, vs[5] = {0, pass->dy[i]};
      int count = 2;
      if (i % columns > 0) us[count] = pass->dx[i - 1], vs[count++] = pass->dy[i - 1];
      if (i >= columns) us[count] = pass->dx[i - columns], vs[count++] = pass->dy[i - columns];
      if (pass->guess_dx) us[count] = pass->guess_dx[i], vs[count++] = pass->guess_dy[i];
      float best = 0, u = 0, v = 0;
      for (int k = 0; k < count; k++) {
        take(pass->before, width, height, (float)x + us[k], (float)y + vs[k], &there);
        const float d = distance(&here, &there) - (k == 0 ? CK_FLOW_STILL : 0);
        if (k == 0 || d < best) best = d, u = us[k], v = vs[k];
      }

      // least squares from there, with the slopes of the patch itself
      const float first_u = u, first_v = v;
      for (int turn = 0; turn < CK_FLOW_TURNS; turn++) {
        take(pass->before, width, height, (float)x + u, (float)y + v, &there);
        for (int j = 0; j < SIDE; j++) there.rows[j] -= here.rows[j];
        const float p = product(&there, &across), q = product(&there, &down);
        const float a = clamped((yy * p - xy * q) / determinant, -1, 1);
        const float b = clamped((xx * q - xy * p) / determinant, -1, 1);
        u = clamped(u - a, first_u - CK_FLOW_REACH, first_u + CK_FLOW_REACH);
        v = clamped(v - b, first_v - CK_FLOW_REACH, first_v + CK_FLOW_REACH);
        if (a * a + b * b < CK_FLOW_SETTLED) break;
      }
      float other = take(pass->before, width, height, (float)x + u, (float)y + v, &there);
      float d = distance(&here, &there);
      if (d > best + CK_FLOW_STILL) {
        u = first_u;
        v = first_v;
        other = take(pass->before, width, height, (float)x + u, (float)y + v, &there);
        d = distance(&here, &there);
      }
      pass->dx[i] = u;
      pass->dy[i] = v;
      pass->mismatch[i] = d * (1.0f / (SIDE * SIDE));
      pass->change[i] = mean - other;
    }
  }
}
