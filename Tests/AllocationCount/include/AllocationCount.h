// How often this thread asked for memory since it began, and how much of that it kept.
#pragma once

#include "Canary.h"

/// Calls of malloc, calloc, realloc and the aligned ones that this thread made; negative where they
/// cannot be counted: a C library other than glibc, or a build that replaces them itself.
long allocationsOfThisThread(void);

/// Blocks of memory that this thread was given and did not give back; fewer where it gave back those
/// of another thread.
long keptAllocationsOfThisThread(void);
