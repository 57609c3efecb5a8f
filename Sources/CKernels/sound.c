#include "CKernels.h"

#include <math.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

// What is no number becomes silence; what is far beyond full scale stays finite in all that follows.
INLINE float sane(float x) {
  if (!(x == x)) return 0;
  return x > CK_LOUDEST ? CK_LOUDEST : x < -CK_LOUDEST ? -CK_LOUDEST : x;
}

INLINE void gather(const uint8_t *source, ptrdiff_t stride, int32_t count, float *restrict out) {
  for (int32_t i = 0; i < count; i++) {
    float x;
    memcpy(&x, source + i * stride, 4);
    out[i] = sane(x);
  }
}

INLINE void weight(ck_sound_channel *c, const double *k, const float *x, int32_t count, double *sum) {
  double s1 = c->filter[0], s2 = c->filter[1], t1 = c->filter[2], t2 = c->filter[3], total = 0;
  for (int32_t i = 0; i < count; i++) {
    const double in = x[i];
    const double y = k[0] * in + s1;
    s1 = k[1] * in - k[3] * y + s2;
    s2 = k[2] * in - k[4] * y;
    const double z = k[5] * y + t1;
    t1 = k[6] * y - k[8] * z + t2;
    t2 = k[7] * y - k[9] * z;
    total += z * z;
  }
  // what has all but died away would make every later operation slow
  c->filter[0] = fabs(s1) < 1e-30 ? 0 : s1;
  c->filter[1] = fabs(s2) < 1e-30 ? 0 : s2;
  c->filter[2] = fabs(t1) < 1e-30 ? 0 : t1;
  c->filter[3] = fabs(t2) < 1e-30 ? 0 : t2;
  *sum += total;
}

// One run is over: count it where it is a top that was cut off.
INLINE void end_run(ck_sound_channel *c, float next, float grain, ck_sound_pass *pass) {
  if (c->run_length < CK_SHORTEST_RUN) return;
  const float top = fabsf(c->run_value);
  const float drop = c->run_value < 0 ? top + next : top - next;
  if (top < CK_QUIETEST_RAIL || c->run_rise <= 0 || drop <= 0 || c->run_rise + drop < CK_STEEPNESS * grain) return;
  if (top > pass->rail * 1.01f) {
    pass->rail = top;
    pass->runs = 1;
  } else if (top >= pass->rail * 0.99f) {
    pass->runs++;
  }
}

INLINE void find_runs(ck_sound_pass *pass, const float *x, int32_t count) {
  ck_sound_channel *c = pass->channel;
  float previous = c->previous, finest = c->finest;
  for (int32_t i = 0; i < count; i++) {
    const float step = fabsf(x[i] - (i > 0 ? x[i - 1] : previous));
    if (step > 0 && step < finest) finest = step;
  }
  const float grain = finest > CK_GRAIN ? finest : CK_GRAIN;
  for (int32_t i = 0; i < count; i++) {
    const float value = x[i];
    if (fabsf(value - c->run_value) <= CK_GRAIN) {
      if (c->run_length < CK_LONGEST_RUN) c->run_length++;
    } else {
      end_run(c, value, grain, pass);
      c->run_rise = value < 0 ? previous - value : value - previous;
      c->run_value = value;
      c->run_length = 1;
    }
    previous = value;
  }
  c->previous = previous;
  c->finest = finest;
}

#pragma clang fp reassociate(on)

// The bits of floats that are not negative are in the order of their values: an integer maximum is taken many at a time.
INLINE uint32_t size_of(float x) {
  uint32_t bits;
  memcpy(&bits, &x, 4);
  return bits & 0x7fffffff;
}

INLINE float largest(uint32_t bits) {
  float x;
  memcpy(&x, &bits, 4);
  return x;
}

INLINE float interpolate(const float *x, int32_t count, const float *phases, int32_t phase_count) {
  uint32_t top = 0;
  for (int32_t p = 0; p < phase_count; p++) {
    const float *k = phases + p * CK_TAPS;
    for (int32_t i = 0; i < count; i++) {
      float sum = 0;
      for (int32_t t = 0; t < CK_TAPS; t++) sum += k[t] * x[i + t];
      const uint32_t size = size_of(sum);
      top = size > top ? size : top;
    }
  }
  return largest(top);
}

CK_DISPATCHED
void ck_measure_sound(ck_sound_pass *pass) {
  ck_sound_channel *c = pass->channel;
  const int32_t count = pass->count;
  float *x = pass->scratch + CK_TAPS - 1;
  memcpy(pass->scratch, c->history, sizeof c->history);
  gather(pass->source, pass->stride, count, x);
  double energy = 0;
  uint32_t peak = 0;
  for (int32_t i = 0; i < count; i++) {
    energy += (double)x[i] * x[i];
    const uint32_t size = size_of(x[i]);
    peak = size > peak ? size : peak;
  }
  pass->energy += energy;
  if (largest(peak) > pass->peak) pass->peak = largest(peak);
  const float between = interpolate(pass->scratch, count, pass->phases, pass->phase_count);
  if (between > pass->between) pass->between = between;
  weight(c, pass->weighting, x, count, &pass->weighted);
  find_runs(pass, x, count);
  memcpy(c->history, pass->scratch + count, sizeof c->history);
}

CK_DISPATCHED
void ck_compare_sound(const uint8_t *source, ptrdiff_t stride, int32_t count, double *product, double *difference) {
  double p = 0, d = 0;
  for (int32_t i = 0; i < count; i++) {
    float pair[2];
    memcpy(pair, source + i * stride, 8);
    const double a = sane(pair[0]), b = sane(pair[1]);
    p += a * b;
    d += (a - b) * (a - b);
  }
  *product += p;
  *difference += d;
}

double ck_tangent(double x) { return tan(x); }
double ck_sine(double x) { return sin(x); }
double ck_logarithm(double x) { return log10(x); }
double ck_exponential(double x) { return pow(10, x); }
