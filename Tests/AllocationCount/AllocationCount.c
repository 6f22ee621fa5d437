// Stands before glibc's allocator in the program of the tests: the linker prefers a program's own
// malloc for every library, too. What it does is count, for each thread on its own, as other tests
// run beside the one that asks.
#include "AllocationCount.h"

#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CANNOT_COUNT 1
#endif
#endif

#if defined(__linux__) && !defined(CANNOT_COUNT)
#include <features.h>
#endif

#if defined(__GLIBC__) && !defined(CANNOT_COUNT)
#include <errno.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *memory);

// The program's own storage: reading it never asks for memory.
static __attribute__((tls_model("initial-exec"))) _Thread_local long calls, given;

long allocationsOfThisThread(void) { return calls; }
long keptAllocationsOfThisThread(void) { return given; }

// A call, and whether there is a block more afterwards.
static void *counted(void *taken, int isNew) {
  calls++;
  given += isNew && taken != NULL;
  return taken;
}

void *malloc(size_t size) {
  return counted(__libc_malloc(size), 1);
}

void *calloc(size_t count, size_t size) {
  return counted(__libc_calloc(count, size), 1);
}

void *realloc(void *memory, size_t size) {
  return counted(__libc_realloc(memory, size), memory == NULL);
}

void *memalign(size_t alignment, size_t size) {
  return counted(__libc_memalign(alignment, size), 1);
}

void *aligned_alloc(size_t alignment, size_t size) {
  return counted(__libc_memalign(alignment, size), 1);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
  void *taken = counted(__libc_memalign(alignment, size), 1);
  if (taken == NULL) return ENOMEM;
  *memory = taken;
  return 0;
}

void free(void *memory) {
  given -= memory != NULL;
  __libc_free(memory);
}
#else
long allocationsOfThisThread(void) { return -1; }
long keptAllocationsOfThisThread(void) { return -1; }
#endif
