// The storm and the hold model over the same event queue in C++: see storm.h and ladder.h.
//     ladder PHONES events|computed
//     ladder hold PENDING RUN
#include <algorithm>
#include <cstdlib>
#include <vector>

#include "ladder.h"
#include "storm.h"

namespace {
using ladder::Queue;
using ladder::Ticket;

// A ticket's word as the storm uses it: the phone, its request, what happens.
enum : std::uint64_t { arrives = 1, done = 2, answered = 3 };
std::uint64_t word(std::uint64_t phone, std::uint64_t request, std::uint64_t kind) {
  return phone << 36 | request << 4 | kind;
}

storm::Result storm_(std::uint64_t phones, bool isComputed) {
  storm::Result result;
  auto queue = std::make_unique<Queue>();
  std::int64_t freeAt[storm::servers] = {};
  constexpr std::uint32_t nobody = ~0u;
  std::uint32_t first[storm::servers], last[storm::servers];
  std::fill_n(first, storm::servers, nobody);
  std::fill_n(last, storm::servers, nobody);
  // Who waits behind a phone: the phone and, above it, its request.
  std::vector<std::uint32_t> following(isComputed ? 0 : phones, nobody);
  for (std::uint64_t phone = 0; phone < phones; phone++) {
    queue->push({storm::boot(phone) + storm::latency(phone), word(phone, 0, arrives)});
  }
  Ticket ticket;
  while (queue->pop(ticket)) {
    const std::uint64_t phone = ticket.word >> 36;
    const int request = static_cast<int>(ticket.word >> 4 & 15);
    const std::int64_t now = ticket.time;
    const std::uint64_t server = phone % storm::servers;
    if (isComputed) {
      if (request == storm::requests) {
        result.registered(phone, now);
        continue;
      }
      freeAt[server] = std::max(freeAt[server], now) + storm::service(phone, request);
      const std::int64_t way = storm::latency(phone);
      const std::int64_t back = request + 1 == storm::requests ? way : 2 * way;
      queue->push({freeAt[server] + back, word(phone, request + 1, arrives)});
      continue;
    }
    switch (ticket.word & 15) {
      case arrives:
        if (first[server] == nobody) {
          first[server] = static_cast<std::uint32_t>(phone);
          queue->push({now + storm::service(phone, request), word(phone, request, done)});
        } else {
          following[last[server]] = static_cast<std::uint32_t>(phone | std::uint64_t(request) << 28);
        }
        last[server] = static_cast<std::uint32_t>(phone);
        break;
      case done: {
        queue->push({now + storm::latency(phone), word(phone, request + 1, answered)});
        const std::uint32_t entry = following[phone];
        following[phone] = nobody;
        if (entry == nobody) {
          first[server] = nobody;
          break;
        }
        const std::uint32_t next = entry & 0x0FFFFFFF;
        const int its = static_cast<int>(entry >> 28);
        first[server] = next;
        queue->push({now + storm::service(next, its), word(next, its, done)});
        break;
      }
      default:
        if (request == storm::requests) {
          result.registered(phone, now);
        } else {
          queue->push({now + storm::latency(phone), word(phone, request, arrives)});
        }
    }
  }
  return result;
}

double userSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_utime.tv_usec / 1e6;
}

// Delays of about sixty seconds' exponential spread, as `trustsim bench` draws them.
struct Delays {
  std::uint64_t state;
  std::int64_t next() {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    const auto zeros = static_cast<std::uint64_t>(std::countl_zero(state));
    const std::uint64_t below = zeros == 63 ? 0 : state << (zeros + 1) >> 48;
    const std::uint64_t logarithm = zeros << 16 | (65535 - below);
    return static_cast<std::int64_t>(logarithm * (60000000ull * 7 / 10 >> 16));
  }
};

void hold(std::uint64_t pending, std::uint64_t run) {
  constexpr std::int64_t start = 1768082400000000;
  constexpr int steps = 2000000;
  auto queue = std::make_unique<Queue>(start);
  Delays delays{(run * 0x9E3779B97F4A7C15u) | 1};
  for (std::uint64_t owner = 0; owner < pending; owner++) {
    queue->push({start + delays.next(), word(owner, 0, 1)});
  }
  std::uint64_t checksum = 0;
  const double began = userSeconds();
  for (int step = 0; step < steps; step++) {
    Ticket ticket;
    if (!queue->pop(ticket)) break;
    const std::uint64_t owner = ticket.word >> 36;
    checksum = checksum * 31 + (static_cast<std::uint64_t>(ticket.time) ^ owner);
    queue->push({ticket.time + delays.next(), word(owner, 0, 1)});
  }
  const double seconds = userSeconds() - began;
  std::printf("C++ ladder hold: pending %llu run %llu millions %.2f checksum %016llx\n",
              static_cast<unsigned long long>(pending), static_cast<unsigned long long>(run),
              steps / seconds / 1e6, static_cast<unsigned long long>(checksum));
}
}  // namespace

int main(int count, char **words) {
  if (count == 4 && std::strcmp(words[1], "hold") == 0) {
    hold(std::strtoull(words[2], nullptr, 10), std::strtoull(words[3], nullptr, 10));
    return 0;
  }
  if (count != 3) return 64;
  const std::uint64_t phones = std::strtoull(words[1], nullptr, 10);
  storm_(phones, std::strcmp(words[2], "computed") == 0).print("C++ ladder", words[2], phones);
}
