#include "provenance.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// The opaque types of the library's C interface, 0.38.
typedef struct c2pa_stream c2pa_stream_t;
typedef struct c2pa_reader c2pa_reader_t;
typedef struct c2pa_settings c2pa_settings_t;
typedef struct c2pa_context c2pa_context_t;
typedef struct c2pa_context_builder c2pa_context_builder_t;

typedef intptr_t (*read_callback)(void *, uint8_t *, intptr_t);
typedef intptr_t (*seek_callback)(void *, intptr_t, int);
typedef intptr_t (*write_callback)(void *, const uint8_t *, intptr_t);
typedef intptr_t (*flush_callback)(void *);

typedef struct {
  c2pa_stream_t *(*create_stream)(void *, read_callback, seek_callback, write_callback, flush_callback);
  void (*release_stream)(c2pa_stream_t *);
  char *(*error)(void);
  c2pa_settings_t *(*settings_new)(void);
  int (*settings_update_from_string)(c2pa_settings_t *, const char *, const char *);
  c2pa_context_builder_t *(*context_builder_new)(void);
  int (*context_builder_set_settings)(c2pa_context_builder_t *, c2pa_settings_t *);
  // takes the builder over
  c2pa_context_t *(*context_builder_build)(c2pa_context_builder_t *);
  c2pa_reader_t *(*reader_from_context)(c2pa_context_t *);
  // takes the reader over, and gives another back
  c2pa_reader_t *(*reader_with_stream)(c2pa_reader_t *, const char *, c2pa_stream_t *);
  char *(*reader_json)(c2pa_reader_t *);
  char *(*reader_remote_url)(c2pa_reader_t *);
  int (*release)(void *);
} functions;

struct cp_library {
  functions c2pa;
};

static const char settings_text[] =
    "{\"verify\":{\"remote_manifest_fetch\":false,\"ocsp_fetch\":false}}";

static bool say(char *why, size_t length, const char *what, const char *reason) {
  if (why && length) snprintf(why, length, "%s%s%s", what, reason ? ": " : "", reason ? reason : "");
  return false;
}

static bool find(void *library, functions *c2pa, char *why, size_t length) {
  const struct {
    const char *name;
    void *place;
  } wanted[] = {
      {"c2pa_create_stream", &c2pa->create_stream},
      {"c2pa_release_stream", &c2pa->release_stream},
      {"c2pa_error", &c2pa->error},
      {"c2pa_settings_new", &c2pa->settings_new},
      {"c2pa_settings_update_from_string", &c2pa->settings_update_from_string},
      {"c2pa_context_builder_new", &c2pa->context_builder_new},
      {"c2pa_context_builder_set_settings", &c2pa->context_builder_set_settings},
      {"c2pa_context_builder_build", &c2pa->context_builder_build},
      {"c2pa_reader_from_context", &c2pa->reader_from_context},
      {"c2pa_reader_with_stream", &c2pa->reader_with_stream},
      {"c2pa_reader_json", &c2pa->reader_json},
      {"c2pa_reader_remote_url", &c2pa->reader_remote_url},
      {"c2pa_free", &c2pa->release},
  };
  for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
    void *function = dlsym(library, wanted[i].name);
    if (!function) return say(why, length, "it has no", wanted[i].name);
    memcpy(wanted[i].place, &function, sizeof function);
  }
  return true;
}

cp_library *cp_open(const char *path, char *why, size_t length) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!handle) {
    say(why, length, "it does not load", dlerror());
    return NULL;
  }
  cp_library *library = calloc(1, sizeof *library);
  if (library && find(handle, &library->c2pa, why, length)) return library;
  free(library);
  dlclose(handle);
  return NULL;
}

void cp_close(cp_library *library) { free(library); }

// A file that is read for so long, and so far, only.
typedef struct {
  int file;
  int64_t place, size, left, deadline;
} source;

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static intptr_t read_source(void *context, uint8_t *out, intptr_t count) {
  source *from = context;
  if (count < 0 || now() > from->deadline || from->left < count) return -1;
  const ssize_t got = pread(from->file, out, (size_t)count, from->place);
  if (got < 0) return -1;
  from->place += got;
  from->left -= got;
  return got;
}

static intptr_t seek_source(void *context, intptr_t offset, int whence) {
  source *from = context;
  const int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? from->place : from->size;
  int64_t place;
  if (now() > from->deadline || __builtin_add_overflow(base, (int64_t)offset, &place) || place < 0) return -1;
  from->place = place;
  return place;
}

static intptr_t refuse_write(void *context, const uint8_t *bytes, intptr_t count) {
  (void)context, (void)bytes, (void)count;
  return -1;
}

static intptr_t refuse_flush(void *context) {
  (void)context;
  return 0;
}

static char *copied(const functions *c2pa, char *text) {
  if (!text) return NULL;
  char *copy = strdup(text);
  c2pa->release(text);
  return copy;
}

static void tell_error(const functions *c2pa, char *why, size_t length) {
  char *text = c2pa->error();
  say(why, length, text ? text : "no reason given", NULL);
  if (text) c2pa->release(text);
}

static c2pa_context_t *offline_context(const functions *c2pa) {
  c2pa_settings_t *settings = c2pa->settings_new();
  c2pa_context_t *context = NULL;
  if (settings && c2pa->settings_update_from_string(settings, settings_text, "json") == 0) {
    c2pa_context_builder_t *builder = c2pa->context_builder_new();
    // without these settings nothing is read: it might fetch
    if (builder && c2pa->context_builder_set_settings(builder, settings) == 0) {
      context = c2pa->context_builder_build(builder);
    } else if (builder) {
      c2pa->release(builder);
    }
  }
  if (settings) c2pa->release(settings);
  return context;
}

static char *read_stream(
    const functions *c2pa, c2pa_context_t *context, c2pa_stream_t *stream, const char *type, char **remote, char *why,
    size_t length) {
  c2pa_reader_t *blank = c2pa->reader_from_context(context);
  c2pa_reader_t *reader = blank ? c2pa->reader_with_stream(blank, type, stream) : NULL;
  if (!reader) {
    tell_error(c2pa, why, length);
    return NULL;
  }
  *remote = copied(c2pa, c2pa->reader_remote_url(reader));
  char *json = copied(c2pa, c2pa->reader_json(reader));
  if (!json) tell_error(c2pa, why, length);
  c2pa->release(reader);
  return json;
}

char *cp_read(
    cp_library *library, const char *path, const char *type, int64_t milliseconds, int64_t most, char **remote, char *why,
    size_t length) {
  *remote = NULL;
  const functions *c2pa = &library->c2pa;
  source from = {.file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), .left = most, .deadline = now() + milliseconds};
  struct stat facts;
  if (from.file < 0 || fstat(from.file, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    say(why, length, "no file that can be read", NULL);
    if (from.file >= 0) close(from.file);
    return NULL;
  }
  from.size = facts.st_size;
  char *json = NULL;
  c2pa_context_t *context = offline_context(c2pa);
  c2pa_stream_t *stream =
      context ? c2pa->create_stream(&from, read_source, seek_source, refuse_write, refuse_flush) : NULL;
  if (stream) {
    json = read_stream(c2pa, context, stream, type, remote, why, length);
    c2pa->release_stream(stream);
    if (!json && now() > from.deadline) say(why, length, "it takes too long to read", NULL);
  } else {
    tell_error(c2pa, why, length);
  }
  if (context) c2pa->release(context);
  close(from.file);
  return json;
}
