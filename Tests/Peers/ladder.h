// An event queue over the data structure of trustsim's, in C++: how fast that structure can be.
//
// Times are keys. Eight levels of 256 coarse buckets hold a key by the highest byte in which it
// differs from a base. The first bucket becomes the run (sorted, served) if it fits one chunk of 63
// tickets, else it is dealt out into a fine table of up to 512 buckets that covers its span; fine
// tables nest. What is pushed into the span of the run waits in a small heap of four children.
// Order is (time, order of pushing).
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace ladder {

struct Ticket {
  std::int64_t time;
  std::uint64_t word;  // owner, request and kind: the user's
};

inline std::uint64_t keyOf(std::int64_t time) {
  return static_cast<std::uint64_t>(time) ^ (std::uint64_t{1} << 63);
}

struct alignas(1024) Chunk {
  static constexpr unsigned capacity = 63;
  Chunk *next;
  std::uint64_t place;  // chunks of the same bucket before this one
  Ticket tickets[capacity];
};
static_assert(sizeof(Ticket) == 16 && sizeof(Chunk) == 1024);

// Chunks come from slabs and go round; a steady state takes no new memory.
class Chunks {
 public:
  Chunk *take() {
    if (Chunk *chunk = free_) {
      free_ = chunk->next;
      return chunk;
    }
    return takeFresh();
  }
  void giveBack(Chunk *chunk) {
    chunk->next = free_;
    free_ = chunk;
  }

 private:
  struct Freer {
    void operator()(Chunk *slab) const { std::free(slab); }
  };
  [[gnu::noinline]] Chunk *takeFresh() {
    if (fresh_ == freshEnd_) {
      const std::size_t count = std::size_t{16} << std::min<std::size_t>(slabs_.size(), 7);
      auto *slab = static_cast<Chunk *>(std::aligned_alloc(1024, count * sizeof(Chunk)));
      if (slab == nullptr) std::abort();
      slabs_.emplace_back(slab);
      fresh_ = slab;
      freshEnd_ = slab + count;
    }
    return fresh_++;
  }
  Chunk *free_ = nullptr;
  Chunk *fresh_ = nullptr;
  Chunk *freshEnd_ = nullptr;
  std::vector<std::unique_ptr<Chunk, Freer>> slabs_;
};

// Full chunks but for the last; `tail` is where the next ticket goes, at a chunk's end it is full.
struct Bucket {
  Ticket *tail = nullptr;
  Chunk *first = nullptr;

  bool needsChunk() const { return (reinterpret_cast<std::uintptr_t>(tail) & 1023) == 0; }
  Chunk *last() const {
    const auto address = reinterpret_cast<std::uintptr_t>(tail) - 1;
    return reinterpret_cast<Chunk *>(address & ~std::uintptr_t{1023});
  }
  unsigned countIn(const Chunk *chunk) const {
    return chunk == last() ? static_cast<unsigned>(tail - chunk->tickets) : Chunk::capacity;
  }
  bool isOneChunk() const { return first == last(); }
  std::size_t count() const {
    return last()->place * Chunk::capacity + static_cast<std::size_t>(tail - last()->tickets);
  }
};

class FineTable {
 public:
  static constexpr unsigned capacity = 512;
  std::uint64_t start = 0;
  std::uint64_t width = 0;
  unsigned shift = 0;
  unsigned word = 0;
  Bucket buckets[capacity];

  void cover(std::uint64_t from, std::uint64_t span, std::size_t count) {
    const std::uint64_t wanted = std::max<std::uint64_t>(8, std::min<std::uint64_t>(count / 24, 256));
    const int bits = std::bit_width(span - 1);
    const int bitsWanted = std::bit_width(wanted - 1);
    start = from;
    width = span;
    shift = static_cast<unsigned>(std::max(0, bits - bitsWanted));
    word = 0;
  }
  void fill(unsigned index) { occupied_[index >> 6] |= std::uint64_t{1} << (index & 63); }
  void clear(unsigned index) {
    buckets[index] = Bucket{};
    occupied_[index >> 6] &= ~(std::uint64_t{1} << (index & 63));
  }
  // `capacity` or more if nothing is left: the last word always has a bit.
  unsigned firstBucket() const {
    unsigned at = word;
    while (occupied_[at] == 0) at++;
    return at << 6 | static_cast<unsigned>(std::countr_zero(occupied_[at]));
  }

 private:
  std::uint64_t occupied_[capacity / 64 + 1] = {0, 0, 0, 0, 0, 0, 0, 0, ~std::uint64_t{0}};
};

class Queue {
 public:
  explicit Queue(std::int64_t start = 0) : base_(keyOf(start)), now_(base_), runBase_(base_) {}

  void push(Ticket ticket) {
    const std::uint64_t key = keyOf(ticket.time);
    if (key < now_) std::abort();
    count_++;
    if (key - runBase_ < runWidth_) {
      pushLate(ticket);
    } else {
      deal(ticket, key);
    }
  }

  bool pop(Ticket &ticket) {
    if (runNext_ == runEnd_ && lateCount_ == 0 && !refill()) return false;
    if (lateCount_ > 0) {
      popBesideLate(ticket);
      return true;
    }
    serve(ticket);
    return true;
  }

 private:
  static constexpr unsigned levels = 8, width = 256, runWanted = 32, lateLimit = 64, deepest = 32;
  struct Late {
    Ticket ticket;
    std::uint64_t sequence;
    bool precedes(const Late &other) const {
      return ticket.time == other.ticket.time ? sequence < other.sequence
                                              : ticket.time < other.ticket.time;
    }
  };

  void serve(Ticket &ticket) {
    ticket = run_[runNext_++];
    now_ = keyOf(ticket.time);
    count_--;
  }

  // MARK: late tickets
  [[gnu::noinline]] void pushLate(Ticket ticket) {
    if (lateCount_ == lateLimit) {
      dealOutAgain();
      deal(ticket, keyOf(ticket.time));
      return;
    }
    const Late entry{ticket, lateSoFar_++};
    unsigned hole = lateCount_++;
    while (hole > 0) {
      const unsigned parent = (hole - 1) >> 2;
      if (!entry.precedes(late_[parent])) break;
      late_[hole] = late_[parent];
      hole = parent;
    }
    late_[hole] = entry;
  }
  Ticket popLate() {
    const Ticket first = late_[0].ticket;
    const Late last = late_[--lateCount_];
    unsigned hole = 0;
    for (;;) {
      const unsigned children = hole * 4 + 1;
      if (children >= lateCount_) break;
      unsigned child = children;
      const unsigned end = std::min(children + 4, lateCount_);
      for (unsigned other = children + 1; other < end; other++) {
        if (late_[other].precedes(late_[child])) child = other;
      }
      if (!late_[child].precedes(last)) break;
      late_[hole] = late_[child];
      hole = child;
    }
    late_[hole] = last;
    return first;
  }
  [[gnu::noinline]] void popBesideLate(Ticket &ticket) {
    const std::uint64_t lateKey = keyOf(late_[0].ticket.time);
    // Ties are the run's: it was pushed before it became the run.
    if (runNext_ < runEnd_ && keyOf(run_[runNext_].time) <= lateKey) {
      serve(ticket);
      return;
    }
    now_ = lateKey;
    count_--;
    ticket = popLate();
  }
  // Run and heap go back into buckets that divide what is left of the run's span.
  void dealOutAgain() {
    const bool isBack = depth_ > 0 && (top().shift == 0 || runWidth_ > std::uint64_t{1} << top().shift);
    if (isBack) {
      top().word = static_cast<unsigned>((now_ - top().start) >> top().shift) >> 6;
    } else {
      addTable(now_, runBase_ + runWidth_ - now_, runEnd_ - runNext_ + lateCount_);
    }
    runWidth_ = 0;
    for (; runNext_ < runEnd_; runNext_++) {
      const Ticket ticket = run_[runNext_];
      deal(ticket, keyOf(ticket.time));
    }
    while (lateCount_ > 0) {
      const Ticket ticket = popLate();
      deal(ticket, keyOf(ticket.time));
    }
  }

  // MARK: buckets
  FineTable &top() { return *fines_[depth_ - 1]; }
  [[gnu::noinline]] void deal(Ticket ticket, std::uint64_t key) {
    for (unsigned depth = depth_; depth-- > 0;) {
      FineTable &table = *fines_[depth];
      const std::uint64_t distance = key - table.start;
      if (distance < table.width) {
        dealInto(table, ticket, static_cast<unsigned>(distance >> table.shift));
        return;
      }
    }
    const unsigned level = static_cast<unsigned>(std::bit_width((key ^ base_) | 1) - 1) >> 3;
    const unsigned index = level << 8 | (static_cast<unsigned>(key >> (level * 8)) & 255);
    if (append(buckets_[index], ticket)) {
      occupied_[index >> 6] |= std::uint64_t{1} << (index & 63);
      occupiedLevels_ |= 1u << level;
    }
  }
  void dealInto(FineTable &table, Ticket ticket, unsigned index) {
    if (append(table.buckets[index], ticket)) table.fill(index);
  }
  // True if the bucket was empty.
  bool append(Bucket &bucket, Ticket ticket) {
    if (!bucket.needsChunk()) {
      *bucket.tail++ = ticket;
      return false;
    }
    return appendToNewChunk(bucket, ticket);
  }
  [[gnu::noinline]] bool appendToNewChunk(Bucket &bucket, Ticket ticket) {
    Chunk *chunk = chunks_.take();
    chunk->next = nullptr;
    chunk->tickets[0] = ticket;
    Chunk *last = bucket.tail == nullptr ? nullptr : bucket.last();
    bucket.tail = chunk->tickets + 1;
    if (last == nullptr) {
      chunk->place = 0;
      bucket.first = chunk;
      return true;
    }
    chunk->place = last->place + 1;
    last->next = chunk;
    return false;
  }
  FineTable &addTable(std::uint64_t from, std::uint64_t span, std::size_t count) {
    if (depth_ == deepest) std::abort();
    if (!fines_[depth_]) fines_[depth_] = std::make_unique<FineTable>();
    fines_[depth_]->cover(from, span, count);
    return *fines_[depth_++];
  }
  void dealOut(Bucket bucket, std::uint64_t from, std::uint64_t span) {
    FineTable &table = addTable(from, span, bucket.count());
    for (Chunk *chunk = bucket.first; chunk != nullptr;) {
      Chunk *next = chunk->next;
      if (next != nullptr) {
        for (unsigned line = 0; line < sizeof(Chunk); line += 64) {
          __builtin_prefetch(reinterpret_cast<const char *>(next) + line);
        }
      }
      const unsigned count = bucket.countIn(chunk);
      for (unsigned place = 0; place < count; place++) {
        const Ticket ticket = chunk->tickets[place];
        dealInto(table, ticket,
                 static_cast<unsigned>((keyOf(ticket.time) - from) >> table.shift));
      }
      chunks_.giveBack(chunk);
      chunk = next;
    }
  }

  // MARK: the run
  [[gnu::noinline]] bool refill() {
    if (count_ == 0) return false;
    for (;;) {
      while (depth_ > 0 && top().firstBucket() >= FineTable::capacity) depth_--;
      if (depth_ > 0 ? takeFromFine() : takeFromCoarse()) return true;
    }
  }
  unsigned firstCoarse() const {
    unsigned word = static_cast<unsigned>(std::countr_zero(occupiedLevels_)) * 4;
    while (occupied_[word] == 0) word++;
    return word << 6 | static_cast<unsigned>(std::countr_zero(occupied_[word]));
  }
  void clearCoarse(unsigned index) {
    buckets_[index] = Bucket{};
    occupied_[index >> 6] &= ~(std::uint64_t{1} << (index & 63));
    const std::uint64_t *words = occupied_ + (index >> 8) * 4;
    if ((words[0] | words[1] | words[2] | words[3]) == 0) occupiedLevels_ &= ~(1u << (index >> 8));
  }
  bool takeFromCoarse() {
    unsigned index = firstCoarse();
    const unsigned first = index, level = index >> 8, shift = level * 8;
    const std::uint64_t above = level == 7 ? 0 : base_ >> (shift + 8) << (shift + 8);
    base_ = above | std::uint64_t{index & 255} << shift;
    Bucket bucket = buckets_[index];
    if (!bucket.isOneChunk()) {
      if (level == 0) {
        if (takeTies(buckets_[index])) clearCoarse(index);
        return true;
      }
      clearCoarse(index);
      dealOut(bucket, base_, std::uint64_t{1} << shift);
      return false;
    }
    beginRun(base_);
    for (;;) {
      clearCoarse(index);
      sortIntoRun(bucket, std::uint64_t{index - first + 1} << shift);
      if (runEnd_ >= runWanted || level == 7 || occupiedLevels_ == 0) break;
      const unsigned next = firstCoarse();
      if (next >> 8 != level || !fitsRun(buckets_[next])) break;
      index = next;
      bucket = buckets_[index];
    }
    runWidth_ = std::uint64_t{index - first + 1} << shift;
    return true;
  }
  bool takeFromFine() {
    FineTable &table = top();
    unsigned index = table.firstBucket();
    const unsigned first = index;
    table.word = first >> 6;
    const std::uint64_t start = table.start + (std::uint64_t{first} << table.shift);
    const std::uint64_t left = table.start + table.width - start;
    Bucket bucket = table.buckets[index];
    if (!bucket.isOneChunk()) {
      if (table.shift == 0) {
        runBase_ = start;
        if (takeTies(table.buckets[index])) table.clear(index);
        return true;
      }
      table.clear(index);
      dealOut(bucket, start, std::min(std::uint64_t{1} << table.shift, left));
      return false;
    }
    beginRun(start);
    for (;;) {
      table.clear(index);
      sortIntoRun(bucket, std::uint64_t{index - first + 1} << table.shift);
      if (runEnd_ >= runWanted) break;
      const unsigned next = table.firstBucket();
      if (next >= FineTable::capacity || !fitsRun(table.buckets[next])) break;
      index = next;
      bucket = table.buckets[index];
    }
    runWidth_ = std::min(std::uint64_t{index - first + 1} << table.shift, left);
    return true;
  }
  // All keys are equal: chunk by chunk; what is pushed at that time still goes to the end.
  bool takeTies(Bucket &bucket) {
    Chunk *chunk = bucket.first;
    const unsigned count = bucket.countIn(chunk);
    std::memcpy(run_, chunk->tickets, count * sizeof(Ticket));
    runWidth_ = 0;
    runBase_ = keyOf(run_[0].time);
    runNext_ = 0;
    runEnd_ = count;
    bucket.first = chunk->next;
    const bool isLast = chunk->next == nullptr;
    chunks_.giveBack(chunk);
    return isLast;
  }
  void beginRun(std::uint64_t start) {
    runBase_ = start;
    runNext_ = runEnd_ = 0;
  }
  bool fitsRun(const Bucket &bucket) const {
    return bucket.isOneChunk() && runEnd_ + bucket.countIn(bucket.first) <= Chunk::capacity;
  }
  // A ticket's rank is the number of those that come before it: no branch hangs on a comparison.
  // Keys are distances with six bits of place below, in 32 bits; wider buckets are sorted by moving.
  void sortIntoRun(const Bucket &bucket, std::uint64_t reach) {
    Chunk *chunk = bucket.first;
    const unsigned count = bucket.countIn(chunk);
    Ticket *run = run_ + runEnd_;
    if (reach - 1 < std::uint64_t{1} << 25) {
      rank(chunk->tickets, count, run);
    } else {
      for (unsigned place = 0; place < count; place++) {
        unsigned hole = place;
        for (; hole > 0 && run[hole - 1].time > chunk->tickets[place].time; hole--) {
          run[hole] = run[hole - 1];
        }
        run[hole] = chunk->tickets[place];
      }
    }
    runEnd_ += count;
    chunks_.giveBack(chunk);
  }
  void rank(const Ticket *tickets, unsigned count, Ticket *run) {
    // Two halves: wider than the machine's registers, vectors would be taken apart in memory.
    typedef std::int32_t Four __attribute__((vector_size(16)));
    for (unsigned place = 0; place < count; place++) {
      sortKeys_[place] = static_cast<std::int32_t>((keyOf(tickets[place].time) - runBase_) << 6 | place);
    }
    for (unsigned first = 0; first < count; first += 8) {
      Four keys[2], ranks[2] = {};
      std::memcpy(keys, sortKeys_ + first, sizeof(keys));
      for (unsigned place = 0; place < count; place++) {
        ranks[0] -= sortKeys_[place] < keys[0];
        ranks[1] -= sortKeys_[place] < keys[1];
      }
      const unsigned lanes = std::min(8u, count - first);
      for (unsigned lane = 0; lane < lanes; lane++) {
        run[ranks[lane >> 2][lane & 3]] = tickets[first + lane];
      }
    }
  }

  Chunks chunks_;
  Bucket buckets_[levels * width];
  std::uint64_t occupied_[levels * width / 64] = {};
  unsigned occupiedLevels_ = 0;
  std::uint64_t base_;
  std::unique_ptr<FineTable> fines_[deepest];
  unsigned depth_ = 0;
  std::uint64_t now_;
  std::uint64_t runBase_;
  std::uint64_t runWidth_ = 0;
  Ticket run_[64];
  alignas(64) std::int32_t sortKeys_[64] = {};
  unsigned runNext_ = 0, runEnd_ = 0;
  Late late_[lateLimit];
  unsigned lateCount_ = 0;
  std::uint64_t lateSoFar_ = 0;
  std::size_t count_ = 0;
};

}  // namespace ladder
