#include "openvino.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The opaque types of OpenVINO's C interface, 2023.0 and later.
typedef struct ov_core ov_core_t;
typedef struct ov_model ov_model_t;
typedef struct ov_compiled_model ov_compiled_model_t;
typedef struct ov_infer_request ov_infer_request_t;
typedef struct ov_tensor ov_tensor_t;
typedef int ov_status;
typedef struct {
  int64_t least;
  int64_t most;
} ov_dimension;
typedef struct {
  ov_dimension rank;
  ov_dimension *dimensions;
} ov_partial_shape;

typedef struct {
  ov_status (*core_create)(ov_core_t **);
  void (*core_free)(ov_core_t *);
  ov_status (*core_read_model)(const ov_core_t *, const char *, const char *, ov_model_t **);
  // properties follow in pairs of strings
  ov_status (*core_compile_model)(
      const ov_core_t *, const ov_model_t *, const char *, size_t, ov_compiled_model_t **, ...);
  void (*model_free)(ov_model_t *);
  ov_status (*model_reshape_single_input)(const ov_model_t *, ov_partial_shape);
  ov_status (*partial_shape_create_static)(int64_t, const int64_t *, ov_partial_shape *);
  void (*partial_shape_free)(ov_partial_shape *);
  ov_status (*compiled_model_create_infer_request)(const ov_compiled_model_t *, ov_infer_request_t **);
  void (*compiled_model_free)(ov_compiled_model_t *);
  ov_status (*infer_request_get_input_tensor)(const ov_infer_request_t *, ov_tensor_t **);
  ov_status (*infer_request_get_output_tensor_by_index)(const ov_infer_request_t *, size_t, ov_tensor_t **);
  ov_status (*infer_request_infer)(ov_infer_request_t *);
  void (*infer_request_free)(ov_infer_request_t *);
  ov_status (*tensor_data)(const ov_tensor_t *, void **);
  ov_status (*tensor_get_byte_size)(const ov_tensor_t *, size_t *);
  void (*tensor_free)(ov_tensor_t *);
  const char *(*get_error_info)(ov_status);
} functions;

struct co_runtime {
  functions ov;
  ov_core_t *core;
};

enum { most_outputs = 4 };

struct co_model {
  const functions *ov;
  ov_compiled_model_t *compiled;
  ov_infer_request_t *request;
  ov_tensor_t *input;
  ov_tensor_t *outputs[most_outputs];
};

// The library must not be torn down at the end of the process while a thread is still in it: that end waits until nobody
// is, and lets nobody in any more.
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t emptied = PTHREAD_COND_INITIALIZER;
static int inside = 0;
static bool closed = false;

static bool enter(void) {
  pthread_mutex_lock(&gate);
  const bool open = !closed;
  if (open) inside++;
  pthread_mutex_unlock(&gate);
  return open;
}

static void leave(void) {
  pthread_mutex_lock(&gate);
  if (--inside == 0) pthread_cond_broadcast(&emptied);
  pthread_mutex_unlock(&gate);
}

static void shut(void) {
  pthread_mutex_lock(&gate);
  closed = true;
  while (inside) pthread_cond_wait(&emptied, &gate);
  pthread_mutex_unlock(&gate);
}

static void shut_at_exit(void) { atexit(shut); }

static bool say(char *why, size_t length, const char *what, const char *reason) {
  if (why && length) snprintf(why, length, "%s: %s", what, reason ? reason : "no reason given");
  return false;
}

static bool find(void *library, functions *ov, char *why, size_t length) {
  const struct {
    const char *name;
    void *place;
  } wanted[] = {
      {"ov_core_create", &ov->core_create},
      {"ov_core_free", &ov->core_free},
      {"ov_core_read_model", &ov->core_read_model},
      {"ov_core_compile_model", &ov->core_compile_model},
      {"ov_model_free", &ov->model_free},
      {"ov_model_reshape_single_input", &ov->model_reshape_single_input},
      {"ov_partial_shape_create_static", &ov->partial_shape_create_static},
      {"ov_partial_shape_free", &ov->partial_shape_free},
      {"ov_compiled_model_create_infer_request", &ov->compiled_model_create_infer_request},
      {"ov_compiled_model_free", &ov->compiled_model_free},
      {"ov_infer_request_get_input_tensor", &ov->infer_request_get_input_tensor},
      {"ov_infer_request_get_output_tensor_by_index", &ov->infer_request_get_output_tensor_by_index},
      {"ov_infer_request_infer", &ov->infer_request_infer},
      {"ov_infer_request_free", &ov->infer_request_free},
      {"ov_tensor_data", &ov->tensor_data},
      {"ov_tensor_get_byte_size", &ov->tensor_get_byte_size},
      {"ov_tensor_free", &ov->tensor_free},
      {"ov_get_error_info", &ov->get_error_info},
  };
  for (size_t index = 0; index < sizeof wanted / sizeof *wanted; index++) {
    void *symbol = dlsym(library, wanted[index].name);
    if (!symbol) return say(why, length, wanted[index].name, "the library does not have it");
    // POSIX lets an object pointer hold a function
    memcpy(wanted[index].place, &symbol, sizeof symbol);
  }
  return true;
}

co_runtime *co_open(const char *path, char *why, size_t length) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    say(why, length, "it does not load", dlerror());
    return NULL;
  }
  // after the library has said what it does at the end: this comes before that
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, shut_at_exit);
  co_runtime *runtime = calloc(1, sizeof *runtime);
  if (!runtime) return NULL;
  if (!find(library, &runtime->ov, why, length) || !enter()) {
    free(runtime);
    return NULL;
  }
  const ov_status status = runtime->ov.core_create(&runtime->core);
  leave();
  if (status) {
    say(why, length, "it does not start", runtime->ov.get_error_info(status));
    free(runtime);
    return NULL;
  }
  return runtime;
}

void co_close(co_runtime *runtime) {
  // at the end of the process it is left as it is
  if (!runtime || !enter()) return;
  runtime->ov.core_free(runtime->core);
  leave();
  free(runtime);
}

static ov_compiled_model_t *compile(
    const functions *ov, ov_core_t *core, ov_model_t *model, const char *cache, ov_status *status) {
  ov_compiled_model_t *compiled = NULL;
  if (cache) {
    *status = ov->core_compile_model(
        core, model, "CPU", 8, &compiled, "INFERENCE_PRECISION_HINT", "f32", "INFERENCE_NUM_THREADS", "1",
        "NUM_STREAMS", "1", "CACHE_DIR", cache);
  } else {
    *status = ov->core_compile_model(
        core, model, "CPU", 6, &compiled, "INFERENCE_PRECISION_HINT", "f32", "INFERENCE_NUM_THREADS", "1",
        "NUM_STREAMS", "1");
  }
  return compiled;
}

static void release(co_model *model) {
  if (!model) return;
  for (size_t index = 0; index < most_outputs; index++) {
    if (model->outputs[index]) model->ov->tensor_free(model->outputs[index]);
  }
  if (model->input) model->ov->tensor_free(model->input);
  if (model->request) model->ov->infer_request_free(model->request);
  if (model->compiled) model->ov->compiled_model_free(model->compiled);
  free(model);
}

static co_model *load(
    co_runtime *runtime, const char *path, const int64_t *shape, size_t rank, const char *cache, char *why,
    size_t length) {
  const functions *ov = &runtime->ov;
  ov_model_t *read = NULL;
  ov_status status = ov->core_read_model(runtime->core, path, NULL, &read);
  if (status) {
    say(why, length, "it cannot be read", ov->get_error_info(status));
    return NULL;
  }
  ov_partial_shape form;
  status = ov->partial_shape_create_static((int64_t)rank, shape, &form);
  if (!status) {
    status = ov->model_reshape_single_input(read, form);
    ov->partial_shape_free(&form);
  }
  co_model *model = status ? NULL : calloc(1, sizeof *model);
  if (model) {
    model->ov = ov;
    model->compiled = compile(ov, runtime->core, read, cache, &status);
    if (!status) status = ov->compiled_model_create_infer_request(model->compiled, &model->request);
    if (!status) status = ov->infer_request_get_input_tensor(model->request, &model->input);
    for (size_t index = 0; !status && index < most_outputs; index++) {
      // there are fewer outputs than places
      if (ov->infer_request_get_output_tensor_by_index(model->request, index, &model->outputs[index])) {
        model->outputs[index] = NULL;
        break;
      }
    }
  }
  ov->model_free(read);
  if (status) {
    say(why, length, "it cannot be made ready", ov->get_error_info(status));
    release(model);
    return NULL;
  }
  return model;
}

co_model *co_load(
    co_runtime *runtime, const char *path, const int64_t *shape, size_t rank, const char *cache, char *why,
    size_t length) {
  if (!runtime || !enter()) return NULL;
  co_model *model = load(runtime, path, shape, rank, cache, why, length);
  leave();
  return model;
}

void co_free(co_model *model) {
  if (!model || !enter()) return;
  release(model);
  leave();
}

static void *memory(const functions *ov, const ov_tensor_t *tensor, size_t *bytes) {
  void *data = NULL;
  *bytes = 0;
  if (!tensor || ov->tensor_get_byte_size(tensor, bytes) || ov->tensor_data(tensor, &data)) {
    *bytes = 0;
    return NULL;
  }
  return data;
}

void *co_input(co_model *model, size_t *bytes) {
  *bytes = 0;
  return model ? memory(model->ov, model->input, bytes) : NULL;
}

bool co_run(co_model *model) {
  if (!model || !enter()) return false;
  const bool ran = !model->ov->infer_request_infer(model->request);
  leave();
  return ran;
}

const float *co_output(co_model *model, size_t index, size_t *count) {
  *count = 0;
  if (!model || index >= most_outputs) return NULL;
  size_t bytes = 0;
  const float *data = memory(model->ov, model->outputs[index], &bytes);
  *count = bytes / sizeof *data;
  return data;
}
