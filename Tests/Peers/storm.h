// The storm that all peers run, and how its numbers are drawn.
//
// P phones are reset at time 0. Phone p boots for 40 s, 20 % more or less, and then sends five
// requests, one after the other, to server p mod 20. A request is 1 to 5 ms on its way (each phone
// has its own latency), waits until the server has served those that arrived before it, is served
// in 2 to 3 ms, and the answer is as long on its way back. The fifth answer registers the phone.
//
// Times are whole nanoseconds, so that two arrivals practically never coincide and every program
// gets the same trajectory; the checksum adds a mix of each phone's number and the instant at
// which it registered.
#pragma once
#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace storm {
constexpr std::uint64_t servers = 20;
constexpr int requests = 5;

inline std::uint64_t mix(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31);
}
inline std::uint64_t draw(std::uint64_t phone, std::uint64_t number) {
  return mix(((phone << 8 | number) + 1) * 0x9E3779B97F4A7C15u);
}
inline std::int64_t boot(std::uint64_t phone) {
  return 32000000000 + static_cast<std::int64_t>(draw(phone, 0) % 16000000001u);
}
inline std::int64_t latency(std::uint64_t phone) {
  return 1000000 + static_cast<std::int64_t>(draw(phone, 1) % 4000001u);
}
inline std::int64_t service(std::uint64_t phone, int request) {
  return 2000000 + static_cast<std::int64_t>(draw(phone, 2 + request) % 1000001u);
}

struct Result {
  std::uint64_t checksum = 0;
  std::int64_t last = 0;
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();

  void registered(std::uint64_t phone, std::int64_t now) {
    checksum += mix(phone ^ static_cast<std::uint64_t>(now));
    last = now;
  }
  void print(const char *name, const char *mode, std::uint64_t phones) const {
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - began;
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double user = usage.ru_utime.tv_sec + usage.ru_utime.tv_usec / 1e6;
    std::printf("%s %s: phones %llu seconds %.3f user %.3f megabytes %ld last %lld checksum %016llx\n", name,
                mode, static_cast<unsigned long long>(phones), seconds.count(), user,
                usage.ru_maxrss / 1024, static_cast<long long>(last),
                static_cast<unsigned long long>(checksum));
  }
};
}  // namespace storm
