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

// One frame's step of the search for opposing changes, cell by cell. `extreme`, `low`, `direction` (-1, 0, +1), `time` and
// `run` are the state. A cell changes when it has moved by `threshold` from its last extreme and the lower of the two
// states is below `ceiling`; its `time` is then `now`, in milliseconds modulo 65536, and its `run` one more than before if
// the change before lies no more than `pause` back, otherwise 1.
typedef struct {
  const uint16_t *value;
  uint16_t *extreme;
  uint16_t *low;
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

// How unlike two level pictures are in structure, 0...1: over blocks of 8x8, the mean absolute difference of the samples
// less their mean, over their mean deviation; the least over displacements up to `reach`, weighted by texture. Receives
// the mean texture of each, in code values.
float ck_structure_distance(const uint16_t *a, const uint16_t *b, int32_t width, int32_t height, int32_t reach,
                            float *texture_a, float *texture_b);

// Where the blocks of 8x8 cells of a picture were in the one before. A block is looked for in the coarse pictures, which are
// the cells themselves or half their size (`ratio` 1 or 2), within `reach` of where it is; then in the cells around what was
// found; the rest follows from the slope of the picture. Blocks stand row by row, only whole ones.
typedef struct {
  const uint16_t *now, *before;                // width x height, in 1/64 code values
  const uint16_t *coarse_now, *coarse_before;  // coarse_width x coarse_height, at least 8 x 8
  int32_t width, height, coarse_width, coarse_height;
  int32_t ratio, reach;
  float *dx, *dy;    // out: how far the block has moved, in cells, to the right and down
  float *mismatch;   // out: the mean absolute difference at the whole displacement, in code values
  float *change;     // out: the mean absolute difference where it stands, in code values
  float *texture;    // out: the mean deviation within the block, in code values
} ck_motion_pass;

void ck_block_motion(const ck_motion_pass *pass);

// base to the exponent, as powf.
float ck_power(float base, float exponent);
