#include "Canary.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int byteReadAfterFree(void) {
  unsigned char *block = malloc(64);
  if (block == NULL) return 7;
  memset(block, 7, 64);
  // Where it lies is hidden from the optimiser, and from its warnings.
  volatile uintptr_t place = (uintptr_t)block;
  // An allocator keeps notes of its own in the first bytes of what was given back.
  volatile unsigned char *byte = (volatile unsigned char *)place + 40;
  free(block);
  return *byte;
}
