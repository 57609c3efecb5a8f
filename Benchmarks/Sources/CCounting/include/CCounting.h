// Counts what the process takes from the heap, by standing in for malloc and its relatives. The functions of the C
// library do the work; everything else in the process, the Swift runtime too, finds these first.
//
// Linux with glibc. Thread: any; all threads are counted.
#pragma once
#include <stdint.h>

// Begins to count, from 0.
void counting_begin(void);

// Ends counting and returns how often memory was asked for: malloc, calloc, realloc and the aligned kinds. Memory given
// back is not counted.
int64_t counting_end(void);
