#include "publish.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

// Of libmosquitto 1.6 and later.
struct mosquitto;
enum { mosquitto_success = 0, most_of_payload = 268435455 };

typedef struct {
  int (*lib_init)(void);
  struct mosquitto *(*create)(const char *, bool, void *);
  void (*destroy)(struct mosquitto *);
  int (*username_pw_set)(struct mosquitto *, const char *, const char *);
  int (*tls_set)(
      struct mosquitto *, const char *, const char *, const char *, const char *,
      int (*)(char *, int, int, void *));
  void (*connect_callback_set)(struct mosquitto *, void (*)(struct mosquitto *, void *, int));
  void (*publish_callback_set)(struct mosquitto *, void (*)(struct mosquitto *, void *, int));
  int (*connect)(struct mosquitto *, const char *, int, int);
  int (*publish)(struct mosquitto *, int *, const char *, int, const void *, int, bool);
  int (*loop)(struct mosquitto *, int, int);
  int (*disconnect)(struct mosquitto *);
  const char *(*strerror)(int);
  const char *(*connack_string)(int);
} functions;

static functions mqtt;
static bool is_there;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void open_library(void) {
  void *library = dlopen("libmosquitto.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  const struct {
    const char *name;
    void *place;
  } wanted[] = {
      {"mosquitto_lib_init", &mqtt.lib_init},
      {"mosquitto_new", &mqtt.create},
      {"mosquitto_destroy", &mqtt.destroy},
      {"mosquitto_username_pw_set", &mqtt.username_pw_set},
      {"mosquitto_tls_set", &mqtt.tls_set},
      {"mosquitto_connect_callback_set", &mqtt.connect_callback_set},
      {"mosquitto_publish_callback_set", &mqtt.publish_callback_set},
      {"mosquitto_connect", &mqtt.connect},
      {"mosquitto_publish", &mqtt.publish},
      {"mosquitto_loop", &mqtt.loop},
      {"mosquitto_disconnect", &mqtt.disconnect},
      {"mosquitto_strerror", &mqtt.strerror},
      {"mosquitto_connack_string", &mqtt.connack_string},
  };
  for (size_t index = 0; index < sizeof wanted / sizeof *wanted; index++) {
    void *found = dlsym(library, wanted[index].name);
    if (!found) return;
    memcpy(wanted[index].place, &found, sizeof found);
  }
  is_there = mqtt.lib_init() == mosquitto_success;
}

// How a connection stands.
typedef struct {
  bool has_answered;
  int answer;
  bool is_taken;
} course;

static void connected(struct mosquitto *connection, void *state, int answer) {
  (void)connection;
  course *course = state;
  course->has_answered = true;
  course->answer = answer;
}

static void published(struct mosquitto *connection, void *state, int message) {
  (void)connection;
  (void)message;
  ((course *)state)->is_taken = true;
}

static long long now_in_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static cm_outcome tell(cm_outcome outcome, const char *reason, char *why, size_t length) {
  if (length > 0) snprintf(why, length, "%s", reason ? reason : "for no reason that was told");
  return outcome;
}

static cm_outcome run(
    struct mosquitto *connection, course *course, const cm_place *place, const void *bytes, size_t count,
    int milliseconds, char *why, size_t length) {
  int status = mqtt.connect(connection, place->host, place->port, 30);
  // it says that of the system's errors
  if (status != mosquitto_success) return tell(cm_failed, "nobody answers there", why, length);
  bool is_sent = false;
  const long long end = now_in_milliseconds() + milliseconds;
  while (!course->is_taken) {
    if (now_in_milliseconds() >= end) return tell(cm_failed, "takes too long", why, length);
    status = mqtt.loop(connection, 50, 1);
    if (course->has_answered && course->answer != 0)
      return tell(cm_failed, mqtt.connack_string(course->answer), why, length);
    if (status != mosquitto_success) return tell(cm_failed, mqtt.strerror(status), why, length);
    if (!course->has_answered || is_sent) continue;
    status = mqtt.publish(connection, NULL, place->topic, (int)count, bytes, 1, false);
    if (status != mosquitto_success) return tell(cm_refused, mqtt.strerror(status), why, length);
    is_sent = true;
  }
  mqtt.disconnect(connection);
  mqtt.loop(connection, 0, 1);
  return cm_taken;
}

bool cm_is_there(void) {
  pthread_once(&once, open_library);
  return is_there;
}

cm_outcome cm_publish(
    const cm_place *place, const void *bytes, size_t count, int milliseconds, char *why, size_t length) {
  if (!cm_is_there()) return tell(cm_failed, "libmosquitto is not installed", why, length);
  if (count > most_of_payload) return tell(cm_refused, "the message is too long", why, length);
  course course = {0};
  struct mosquitto *connection = mqtt.create(NULL, true, &course);
  if (!connection) return tell(cm_failed, "no memory", why, length);
  mqtt.connect_callback_set(connection, connected);
  mqtt.publish_callback_set(connection, published);
  int status = mosquitto_success;
  if (place->user) status = mqtt.username_pw_set(connection, place->user, place->password);
  if (status == mosquitto_success && place->is_private)
    status = mqtt.tls_set(connection, NULL, "/etc/ssl/certs", NULL, NULL, NULL);
  cm_outcome outcome =
      status == mosquitto_success ? run(connection, &course, place, bytes, count, milliseconds, why, length)
                                  : tell(cm_failed, mqtt.strerror(status), why, length);
  mqtt.destroy(connection);
  return outcome;
}
