// What the program needs of OpenVINO's C interface, found in the library when it is loaded: nothing is linked, no header
// of it is needed. Every function is safe to call with a null handle; a failure is told in words.
#ifndef UNCANNY_OPENVINO_H
#define UNCANNY_OPENVINO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The library, opened, and its core.
typedef struct co_runtime co_runtime;
// A model that is ready to run, with the memory of its inputs and outputs. One thread at a time.
typedef struct co_model co_model;

// Opens the library at `path`. A null pointer, and the reason in `why`, when that fails.
co_runtime *co_open(const char *path, char *why, size_t length);

// Closes it; every model must have been freed. The library itself stays loaded: it keeps threads of its own.
void co_close(co_runtime *runtime);

// Reads and compiles a model for one thread, in 32-bit floats, with an input of this shape; compiled models are kept in
// the folder `cache`, unless that is null. A null pointer, and the reason in `why`, when that fails.
co_model *co_load(
    co_runtime *runtime, const char *path, const int64_t *shape, size_t rank, const char *cache, char *why,
    size_t length);

// Frees the model.
void co_free(co_model *model);

// The memory of the one input, and its size in bytes; belongs to the model.
void *co_input(co_model *model, size_t *bytes);

// Runs the model on what stands in its input; whether that went well.
bool co_run(co_model *model);

// The memory of the output at `index`, and how many 32-bit floats it holds; valid until the next run. A null pointer when
// there is no such output.
const float *co_output(co_model *model, size_t index, size_t *count);

#endif
