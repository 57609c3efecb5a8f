// The pixel loops. Every function here has a plain Swift twin in Sources/Uncanny/Measure/Plain, which defines what it
// computes; a test runs both. None allocates, none keeps state, none reads or writes outside the sizes it is given.
// Thread: any.
#pragma once
#include <stddef.h>
#include <stdint.h>

// How the function that runs is chosen for the processor, at load time.
#if defined(__x86_64__) && defined(__ELF__)
#define CK_DISPATCHED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CK_DISPATCHED
#endif

// One pass over the luma: what is asked for is measured while a row is in the nearest cache. What needs counting or the
// picture before is taken on rows 0, 1, 4, 5, 8, 9, ...: half of the picture, both fields alike, half of the traffic.
typedef struct {
  const uint8_t *source;     // first sample of the lent plane
  ptrdiff_t source_stride;   // bytes
  int32_t bytes_per_sample;  // 1 or 2
  int32_t shift;             // right shift of a 16-bit word to 8 bits; 0 for bytes
  int32_t width, height;     // samples; at least 1
  uint8_t *current;          // receives those rows in 8 bits, and perhaps the others, `stride` apart
  const uint8_t *previous;   // the rows of the picture before, or NULL: no difference is taken
  ptrdiff_t stride;          // bytes
  uint32_t *histogram;       // 256 counts over those rows, added to; or NULL
  uint32_t *columns;         // width sums of |Y[x] - Y[x-1]| over all rows (entry 0 stays 0), or NULL
  uint16_t *column_scratch;  // width, where `columns` is given
  uint16_t *band_scratch;    // width
  uint32_t *rows;            // height sums of |Y[y] - Y[y-1]| over all columns (entry 0 is 0), or NULL
  uint16_t *quarter;         // ceil(width/4) x ceil(height/4) means of 4x4 samples, in 1/64 code values
  uint64_t difference;       // out: sum of |current - previous| over those rows
} ck_luma_pass;

void ck_measure_luma(ck_luma_pass *pass);

// Means of 2x2 values of a level; odd edges are means of what is there. Output is ceil(width/2) x ceil(height/2).
void ck_halve(const uint16_t *source, int32_t width, int32_t height, uint16_t *out);

// Means of `factor` x `factor` samples of the lent chroma, in 1/64 of an 8-bit code value. Where Cb and Cr take turns in
// one plane, that is `cb`, and `cr` is not read.
typedef struct {
  const uint8_t *cb, *cr;
  ptrdiff_t cb_stride, cr_stride;  // bytes
  int32_t interleaved;             // 0 or 1
  int32_t bytes_per_sample, shift;
  int32_t width, height;           // Cb samples
  int32_t factor;                  // 1...64
  uint16_t *scratch;               // 2 * width
  uint16_t *cb_out, *cr_out;       // ceil(width/factor) x ceil(height/factor)
} ck_chroma_pass;

void ck_reduce_chroma(const ck_chroma_pass *pass);

// How many of `count` values differ by more than `limit`.
int32_t ck_count_beyond(const uint16_t *a, const uint16_t *b, int32_t count, uint16_t limit);

// One frame's step of the search for opposing changes, cell by cell. `extreme`, `low`, their marks, `direction` (-1, 0,
// +1), `time` and `run` are the state. A cell changes when it has moved by `threshold` from its last extreme, the lower of
// the two states is below `ceiling`, and one of them is marked; its `time` is then `now`, in milliseconds modulo 65536,
// and its `run` one more than before if the change before lies no more than `pause` back, otherwise 1. Within the pause
// only the opposite change counts, and what goes on in the same direction belongs to the change before.
typedef struct {
  const uint16_t *value;
  const uint16_t *mark;  // 0 or 1
  uint16_t *extreme, *extreme_mark;
  uint16_t *low, *low_mark;
  int16_t *direction;
  uint16_t *time;
  uint16_t *run;
  int32_t count;
  uint16_t threshold, ceiling;
  uint16_t now, window, pause;
  uint16_t repeats;
  int32_t rising, falling;  // out: cells whose last change went up or down, within `window` before `now`
  int32_t rises, falls;     // out: cells that change with this frame
  int32_t flashing;         // out: cells with a `run` of at least `repeats`, the last within `pause`
} ck_opposing_step;

void ck_step_opposing(ck_opposing_step *step);

// Each value of a level and the mean of the differences to its eight neighbours, of those that differ by no more than
// `limit`: grain is averaged away, edges stay. At the border the nearest value within stands for a neighbour.
void ck_smooth(const uint16_t *source, int32_t width, int32_t height, int32_t limit, uint16_t *out);

// How red each cell is: (R - G - B) x unit in linear light, 0 where that is negative; and whether it is saturated red:
// R / (R + G + B) at least `ratio`, and itself at least `least`.
typedef struct {
  const uint16_t *luma, *cb, *cr;  // in 1/64 code values
  int32_t count;
  float black;                 // in 1/64 code values
  float span, chroma_span;     // the signal's part of 1 in 1/64 code value
  float red, blue;             // of Cr in R', of Cb in B'
  float green_red, green_blue; // what Cr and Cb take from G'
  const float *light;          // 1025 steps of linear light over a signal of 0...1
  float unit, ratio, least;
  uint16_t *value, *mark;
} ck_redness_pass;

void ck_redness(const ck_redness_pass *pass);

// How unlike two level pictures are in structure, 0...1: over blocks of 8x8, the mean absolute difference of the samples
// less their mean, over their mean deviation; the least over displacements up to `reach`, weighted by texture. Receives
// the mean texture of each, in code values.
float ck_structure_distance(const uint16_t *a, const uint16_t *b, int32_t width, int32_t height, int32_t reach,
                            float *texture_a, float *texture_b);

// How many values of three levels of one size lie beyond the limits of R'G'B', and of Y'. Signals are in 1/16384 of the
// distance from black to white, factors in 1/4096 of that for 1/64 code value.
typedef struct {
  const uint16_t *luma, *cb, *cr;
  int32_t count;
  int32_t black;                          // in 1/64 code values
  int32_t scale;                          // of luma above black
  int32_t red, blue;                      // of Cr in R', of Cb in B'
  int32_t green_red, green_blue;          // what Cr and Cb take from G'
  int32_t least, most;                    // of R', G' and B'
  int32_t luma_least, luma_most;          // of Y'
  int32_t beyond, luma_beyond;            // out
  int32_t lowest, highest;                // out: of R', G' and B'; the ends of their type where there is no value
} ck_gamut_pass;

void ck_count_out_of_gamut(ck_gamut_pass *pass);

// base to the exponent, as powf.
float ck_power(float base, float exponent);
