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

  // What only some detectors need, measured on bands of four full rows; each band is read while it is at hand.
  int32_t wants_variation;   // 0 or 1: `change` and `change_squared`, where there is a picture before
  int32_t wants_fields;      // 0 or 1: `zigzag`, `combed` and, where there is a picture before, `early` and `late`
  int32_t wants_gradient;    // 0 or 1: `gradient` and `gradient_squared`
  int64_t change;            // out: sum of current - previous over the rows above
  uint64_t change_squared;   // out: sum of its square
  uint32_t zigzag;           // out: columns of bands whose rows 1 and 3 both lie above rows 0 and 2, or below
  uint32_t combed;           // out: stretches of 16 columns of a band of which a quarter and more are in zigzag
  uint32_t bracketed;        // out: stretches of which in as many rows 0 and 3 both lie above rows 1 and 2, or below
  uint64_t early;            // out: sum of |row 0 - row 1 of the picture before| over bands
  uint64_t late;             // out: sum of |row 1 - row 0 of the picture before| over bands
  double gradient;           // out: sum of the gradient of Sobel over row 2 of each band, picture edges left out
  double gradient_squared;   // out: sum of its square
  uint32_t *grain;           // floor(width/16) x floor(height/16) sums of |fourth difference| over row 1 of four bands; or NULL
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

// The sum of the absolute steps from each value to the one to its right and to the one below, of which there may be none.
// At most 2^15 values a row.
uint64_t ck_sum_steps(const uint16_t *values, int32_t width, int32_t height);

// What lies in staircases along the lines of a level, every `pitch`-th row and column: a band is a run of at least three
// values of which each is within `flat` of the one before; where two bands lie no more than three values apart and differ by
// `least` to `most`, there is a contour; a band with contours on both sides in the same direction is a step of a staircase.
typedef struct {
  const uint16_t *values;
  int32_t width, height, pitch;
  uint16_t flat, least, most;
  uint32_t scanned, stairs;  // out: values on the lines, values of steps
} ck_staircases;

void ck_find_staircases(ck_staircases *search);

// Blocks of 4x4 values of which at least three sides break: along the side, each step across it exceeds those one value
// before and behind it, in the mean by more than `least`. The grid begins at the first value; what does not fit is left out.
typedef struct {
  const uint16_t *values;
  int32_t width, height, least;
  uint32_t count, rows_touched;        // out: broken blocks, rows of blocks that hold any
  int32_t left, top, right, bottom;    // out: the rectangle around them, in blocks; without any, right and bottom are 0
} ck_broken_blocks;

void ck_find_broken_blocks(ck_broken_blocks *search);

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

// The blocks of 8x8 that fit into a level picture, row by row, 64 values each, less their mean, in code values; returns the
// sum of the squares of all.
float ck_center_blocks(const uint16_t *picture, int32_t width, int32_t height, float *blocks);

// For each block of `targets`, which come as from ck_center_blocks of a picture of this size, that block of `picture` within
// `reach` which goes with it best, less its mean: the greatest t.p |t.p| / (|t|^2 |p|^2 + 1000). Written to `matches`.
void ck_match_blocks(const float *targets, const uint16_t *picture, int32_t width, int32_t height, int32_t reach,
                     float *matches);

// How unlike two level pictures are in structure, 0...1: over blocks of 8x8, the mean absolute difference of the samples
// less their mean, over their mean deviation; the least over displacements up to `reach`, weighted by texture. Receives
// the mean texture of each, in code values.
float ck_structure_distance(const uint16_t *a, const uint16_t *b, int32_t width, int32_t height, int32_t reach,
                            float *texture_a, float *texture_b);

// The same block by block, row by row: the least mismatch, and the weight that it has in the distance.
void ck_structure_mismatch(const uint16_t *a, const uint16_t *b, int32_t width, int32_t height, int32_t reach,
                           float *mismatches, float *weights);

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

// Where patches of 8x8 cells, one at every fourth cell of every fourth row, are in another picture. Least squares with the
// slopes of the patch, from the best of five places to begin with; each patch less its mean.
enum { CK_FLOW_SIDE = 8, CK_FLOW_STEP = 4, CK_FLOW_TURNS = 4 };
#define CK_FLOW_FLOOR 16.0f      // what is flat in one direction does not move in it
#define CK_FLOW_STILL 8.0f       // by so much, summed over a patch, standing still is preferred
#define CK_FLOW_REACH 2.0f       // cells from where it began
#define CK_FLOW_SETTLED 4e-4f    // the square of a last step, in cells

typedef struct {
  const uint16_t *now, *before;      // width x height, at least 9 x 9, in 1/64 code values
  int32_t width, height, columns;    // columns: patches in a row
  const float *guess_dx, *guess_dy;  // by patch; or null
  float *dx, *dy;                    // in: of the pass before; out: where it is in `before`, relative to here, in cells
  float *mismatch;                   // out: what is left of the mean absolute difference, in code values
  float *change;                     // out: how much brighter it is here, in code values
  float *texture;                    // out: the mean deviation within the patch, in code values
} ck_flow_pass;

void ck_flow(const ck_flow_pass *pass);

// The 4x4 values around each of `count` places, x and y in turn, between values, in code values; what reaches over the edge
// is taken from within. The picture has at least 5 x 5 values of 1/64 code value.
void ck_take_squares(const uint16_t *values, int32_t width, int32_t height, const float *places, int32_t count,
                     float *out);

// base to the exponent, as powf.
float ck_power(float base, float exponent);

// Sound. Samples are 32-bit floats, full scale is 1.
enum {
  CK_TAPS = 12,           // of a phase of the interpolator
  CK_SHORTEST_RUN = 3,    // samples of equal value that may be a top cut off
  CK_LONGEST_RUN = 1 << 20,
};
#define CK_LOUDEST 1024.0f          // what is beyond is taken to be this
#define CK_GRAIN 4.6e-5f            // 1.5 steps of 16 bits: what differs by no more is equal
#define CK_STEEPNESS 16.0f          // grains by which the sides of a top must fall away, together
#define CK_QUIETEST_RAIL 0.03f      // no top below is counted

// What a channel keeps from block to block.
typedef struct {
  double filter[4];             // of the two stages of the weighting
  float history[CK_TAPS - 1];   // the last samples, oldest first
  float previous;               // the last sample
  float finest;                 // the least step between two samples so far that is not 0
  float run_value, run_rise;    // the run of equal samples that lasts: its first value, how steeply it was reached
  int32_t run_length;
} ck_sound_channel;

// One pass over one channel of a block, which adds to what was measured of the step so far.
typedef struct {
  const uint8_t *source;      // the channel's first sample
  ptrdiff_t stride;           // bytes from one to the next
  int32_t count;              // samples
  const double *weighting;    // b0 b1 b2 a1 a2 of two stages
  const float *phases;        // `phase_count` times CK_TAPS, for the oldest sample first
  int32_t phase_count;
  float *scratch;             // CK_TAPS - 1 + count
  ck_sound_channel *channel;  // kept
  double energy;              // sum of squares
  double weighted;            // sum of squares behind the weighting
  float peak;                 // largest magnitude
  float between;              // largest magnitude of what is interpolated
  float rail;                 // of the tops that were cut off: the highest
  int32_t runs;               // how many lie within 1 % of it
} ck_sound_pass;

void ck_measure_sound(ck_sound_pass *pass);

// Adds the sum of products of two channels that lie side by side, and of their squared differences.
void ck_compare_sound(const uint8_t *source, ptrdiff_t stride, int32_t count, double *product, double *difference);

// tan, sin, log10 and 10 to the power, for programs without a library of mathematics.
double ck_tangent(double x);
double ck_sine(double x);
double ck_logarithm(double x);
double ck_exponential(double x);

// A lent picture in 4:2:0 as R'G'B' of 8 bits, each the mean of a square of `factor` x `factor` samples. The weights are in
// 1/1024: a level above black times `gain`, and the color differences times the other four, make code values of 0...255.
typedef struct {
  const uint8_t *luma, *cb, *cr;  // where Cb and Cr take turns in one plane, that is `cb`, and `cr` is not read
  ptrdiff_t luma_stride, cb_stride, cr_stride;  // bytes
  int32_t interleaved;                          // 0 or 1
  int32_t bytes_per_sample, shift;
  int32_t width, height;  // luma samples
  int32_t factor;         // 1...64
  int32_t black, gain, red_of_cr, green_of_cb, green_of_cr, blue_of_cb;
  uint32_t *scratch;  // 3 * ceil(width/factor)
  uint8_t *out;       // 3 * ceil(width/factor) x ceil(height/factor)
} ck_color_pass;

void ck_color_picture(const ck_color_pass *pass);

// What a parallelogram of a picture shows, in as many pixels as the crop has: each the mean of `columns` x `rows` bilinear
// samples, spread evenly over what it covers. Beyond the edge the picture goes on as it is there.
typedef struct {
  const uint8_t *picture;         // red, green, blue, 3 * width * height
  int32_t width, height;          // at most 2^15 each
  float x, y;                     // the outer corner of the first pixel of the crop, within 2^20
  float along_x, along_y;         // from there to the next pixel of the row
  float down_x, down_y;           // from there to the next row
  int32_t columns, rows;          // samples a pixel; at least 1 each
  int32_t out_width, out_height;  // pixels of the crop
  uint8_t *out;                   // 3 * out_width * out_height
} ck_window_pass;

void ck_sample_window(const ck_window_pass *pass);

// The luma as gray of 0...255, each value the mean of `factor` x `factor` samples, in 1/64. Rows and columns that do not fill
// a square make one of what is there.
typedef struct {
  const uint8_t *source;  // the lent plane
  ptrdiff_t stride;       // bytes
  int32_t bytes_per_sample, shift;
  int32_t width, height;  // samples
  int32_t factor;         // 1...64
  float black, gain;      // the code value of black, and gray values a code value
  uint16_t *scratch;      // width
  uint16_t *out;          // ceil(width/factor) x ceil(height/factor)
} ck_gray_pass;

void ck_reduce_gray(const ck_gray_pass *pass);

// A level of at most 2^14 a value, weighed 1-2-1 both ways; beyond the edge the picture goes on as it is there. `scratch` is
// a row.
void ck_soften(const uint16_t *source, int32_t width, int32_t height, uint16_t *scratch, uint16_t *out);

// Where points of a picture are in the next: windows of 16 x 12 values less their mean, by least squares, from the coarsest
// of up to four levels, each half of the one before, to the finest. A level too small for a window is left out.
#define CK_POINTS_FLOOR 8.0f  // of the squares of slopes, so that a flat window stays
#define CK_POINTS_TURNS 6
#define CK_POINTS_REACH 7.0f  // values of a level that a point may go from where it was thought to be
typedef struct {
  const uint16_t *before, *now;  // width x height, in 1/64
  int32_t width, height;
} ck_points_level;
typedef struct {
  ck_points_level level[4];
  int32_t levels;       // 1...4
  const float *places;  // x and y of each, in values of the finest level
  float *motions;       // in: a guess; out: how far each has moved, in the same unit
  float *mismatch;      // out: the mean absolute difference that is left
  float *texture;       // out: the mean square slope in the direction in which there is least
  int32_t count;
} ck_points_pass;

void ck_follow_points(const ck_points_pass *pass);

// The mean square slope around each place, in the direction in which there is least, over 7 x 7 values of a level of 9 x 9
// at least.
void ck_rate_points(const uint16_t *values, int32_t width, int32_t height, const float *places, int32_t count,
                    float *texture);

// How well ellipses fit edges that are light within and dark without: over angles, the step from just outside to just
// inside, in units of `1 / gain` gray values. Where less than 0.6 of an ellipse is in the picture, the worst of marks.
enum { CK_RIM_ANGLES = 40 };
typedef struct {
  const uint16_t *values;
  int32_t width, height;
  float gain;
  const float *directions;  // x and y of 40 unit vectors
  const float *rims;        // x, y, upright radius and width over height of each
  float *out;               // of each: the mean step within 1, the mean within 6, the share of steps over 0.25
  int32_t count;
} ck_rims_pass;

void ck_rate_rims(const ck_rims_pass *pass);

// The places in a rectangle, off the border of the picture, where the gradient of Sobel is `least` or more, in gray values a
// sample: x, y and the gradient, row by row. Returns how many.
typedef struct {
  const uint16_t *values;
  int32_t width;
  int32_t left, top, right, bottom;  // at least one value within the picture
  float least;
  int32_t most;
  float *edges;  // 4 * most
} ck_edges_pass;

int32_t ck_find_edges(const ck_edges_pass *pass);

// For upright ellipses of one shape that are light within: the place of each edge, the way to the middle at a radius of 1,
// and the weight of its vote, which is `gain` times its gradient, seen as if the ellipse were a circle, and at most 1. Edges
// that are no more than `least` are left out. Five arrays of `count` each; returns how many are kept of each.
int32_t ck_aim(const float *edges, int32_t count, float aspect, float least, float gain, float *aims);

// Their votes for the middle at one radius, in cells.
typedef struct {
  const float *aims;      // as from ck_aim
  int32_t length, count;  // of its arrays, and how many of each are kept
  float radius;
  float left, top, cell;
  int32_t columns, rows;
  float *votes;  // columns x rows, written
} ck_vote_pass;

void ck_vote(const ck_vote_pass *pass);

// The value that a share of gray values is below, to a whole one.
float ck_quantile(const float *values, int32_t count, float share);

// Where votes, weighed 1-2-1 both ways, are more than `least` and more than around: x, y in cells and the votes. Returns how
// many; `scratch` is as large as the votes.
int32_t ck_find_peaks(const float *votes, int32_t columns, int32_t rows, float *scratch, float least, int32_t most,
                      float *peaks);

// Rings around a place, from the top on clockwise, in gray values; the radii are in upright radii of the ellipse.
enum { CK_TURN_ANGLES = 192, CK_TURN_LOWEST = 2, CK_TURN_HARMONICS = 38, CK_TURN_SECTORS = 12 };
typedef struct {
  const uint16_t *values;
  int32_t width, height;
  float x, y, radius, aspect;
  const float *directions;  // x and y of 192 unit vectors
  const float *radii;
  int32_t rings;
  float *out;  // rings x 192
} ck_unwrap_pass;

void ck_unwrap(const ck_unwrap_pass *pass);

// The harmonics 2...39 of rings: 38 real parts, then 38 imaginary ones. `waves` has as many for each of the 192 angles.
void ck_transform_rings(const float *rings, int32_t count, const float *waves, float *spectra);

// The cross-spectrum of rings at two moments, by harmonic, each weighed by the fourth root of its power: a normalized
// correlation once it is summed.
void ck_correlate_rings(const float *a, const float *b, int32_t count, float *product);

// The correlation at turns of `first`, `first + step`, ..., in radians.
void ck_profile_turn(const float *product, double first, double step, int32_t count, float *out);

// What of closed rings is finer than a twelfth: the ring weighed 1-4-6-4-1, less two means of 15.
void ck_sharpen_rings(const float *rings, int32_t count, float *out);

// Over twelve sectors of sharpened rings at two moments: the mean product, and the mean square of both.
void ck_compare_sectors(const float *a, const float *b, int32_t count, float *shared, float *own);

// Traces of how a picture came to be. A plane of a lent picture at another size, rounded to 8 bits: each value is a weighted
// sum of samples that follow each other. Value i takes the samples from firsts[i] on, with shares[starts[i]] and following,
// up to shares[starts[i + 1]].
typedef struct {
  const int32_t *firsts, *starts;
  const float *shares;
} ck_shares;

typedef struct {
  const uint8_t *source;      // the first sample of the first row
  ptrdiff_t stride;           // bytes
  int32_t pitch, offset;      // in samples: from one sample to the next, and of the first
  int32_t bytes_per_sample, shift;
  int32_t width;              // samples that are there in a row
  ck_shares along, down;
  int32_t out_width, out_height;
  float *scratch;             // width
  uint8_t *out;               // out_width x out_height
} ck_resample_pass;

void ck_resample(const ck_resample_pass *pass);

enum { CK_SMOOTH_REACH = 5, CK_MOMENTS_REACH = 3 };

// Smooths by the same 2 * CK_SMOOTH_REACH + 1 weights along and down. Scratch: width.
void ck_convolve(const float *in, int32_t width, int32_t height, const float *weights, float *scratch, float *out);

// Mean and variance of the square of 2 * CK_MOMENTS_REACH + 1 values to a side around each. Scratch: 2 * width.
void ck_moments(const float *in, int32_t width, int32_t height, float *scratch, float *mean, float *variance);

// Values that stand `step` apart, the first at `first`, times `gain`, at every place of a picture: between the four around;
// beyond the outermost, as they are.
void ck_spread(const float *values, int32_t columns, int32_t rows, float first, float step, float gain, int32_t width,
               int32_t height, float *out);

// What stands at each place, moved by (dx, dy): between the four around; beyond the edge, as it is there.
void ck_warp(const float *values, const float *dx, const float *dy, int32_t width, int32_t height, float *out);
