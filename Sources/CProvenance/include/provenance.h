// What the program needs of the C2PA library's C interface, found in the library when it is loaded: nothing is linked, no
// header of it is needed. Nothing is ever fetched from a network.
#ifndef UNCANNY_PROVENANCE_H
#define UNCANNY_PROVENANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The library, opened. Thread: any.
typedef struct cp_library cp_library;

// Opens the library at `path`. A null pointer, and the reason in `why`, when that fails. It stays loaded to the end of the
// process: it keeps memory of its own for every thread.
cp_library *cp_open(const char *path, char *why, size_t length);

// Frees what belongs to us.
void cp_close(cp_library *library);

// What stands in the file at `path`, of that media type, as JSON that the caller frees with `free`; and in `remote` the
// address where a manifest is said to be, likewise, or null. A null pointer, and the reason in `why`, when there is nothing
// or it cannot be read. Nothing is read any more when `milliseconds` are over, or `most` bytes have been read.
char *cp_read(
    cp_library *library, const char *path, const char *type, int64_t milliseconds, int64_t most, char **remote, char *why,
    size_t length);

#endif
