// A fault planted on purpose, to see whether the checks around the tests would find one.
#pragma once

/// A byte of a block of memory, read after the block was given back: 7, as it was written before,
/// unless the allocator or a tool overwrites what is given back.
int byteReadAfterFree(void);
