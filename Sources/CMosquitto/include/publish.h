// One message to a broker of MQTT, by libmosquitto, found when it is first wanted: nothing is linked, no header of it is
// needed.
#ifndef UNCANNY_PUBLISH_H
#define UNCANNY_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>

// What became of a message.
typedef enum {
  // The broker has it.
  cm_taken,
  // It may go better later.
  cm_failed,
  // The broker will never take it.
  cm_refused,
} cm_outcome;

// Where a message goes. Texts end with a zero; those that may be null say so.
typedef struct {
  const char *host;
  int port;
  // Whether by TLS, with the authorities that the system trusts.
  bool is_private;
  // Null for none.
  const char *user;
  const char *password;
  const char *topic;
} cm_place;

// Whether the library is installed. Any thread.
bool cm_is_there(void);

// Connects, publishes with quality of service 1, waits until the broker has confirmed, and disconnects.
//
// `why` gets the reason in words when it was not taken. Waits about `milliseconds` at most, beside what the system takes to
// find the host and to give up on one that does not answer. Any thread.
cm_outcome cm_publish(
    const cm_place *place, const void *bytes, size_t count, int milliseconds, char *why, size_t length);

#endif
