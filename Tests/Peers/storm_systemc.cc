// The storm in SystemC: see storm.h.     storm_systemc PHONES events|computed
#define SC_INCLUDE_DYNAMIC_PROCESSES
#include <algorithm>
#include <cstdlib>
#include <deque>
#include <systemc>
#include <vector>

#include "storm.h"

namespace {
storm::Result result;

std::int64_t now() { return static_cast<std::int64_t>(sc_core::sc_time_stamp().value()); }
sc_core::sc_time after(std::int64_t nanoseconds) {
  return sc_core::sc_time::from_value(static_cast<sc_dt::uint64>(nanoseconds));
}

struct Phone;
// Event by event: a method that waits for the next request to be done.
struct Server {
  std::deque<Phone *> waiting;
  sc_core::sc_event done;
};
std::vector<Server> queues(storm::servers);
std::vector<std::int64_t> freeAt(storm::servers, 0);

// A phone is a method process: it runs, says when it runs next, and returns.
struct Phone {
  std::uint32_t number = 0;
  int request = 0;
  enum { starting, arriving, answered } stage = starting;
  sc_core::sc_event served;

  void byEvents() {
    const std::int64_t way = storm::latency(number);
    Server &server = queues[number % storm::servers];
    switch (stage) {
      case starting:
        stage = arriving;
        sc_core::next_trigger(after(storm::boot(number) + way));
        break;
      case arriving:
        server.waiting.push_back(this);
        if (server.waiting.size() == 1) server.done.notify(after(storm::service(number, request)));
        stage = answered;
        sc_core::next_trigger(served);
        break;
      case answered:
        if (++request == storm::requests) {
          result.registered(number, now());
          sc_core::next_trigger(served);  // it never comes
          return;
        }
        stage = arriving;
        sc_core::next_trigger(after(way));
        break;
    }
  }

  void byDepartures() {
    const std::int64_t way = storm::latency(number);
    if (stage == starting) {
      stage = arriving;
      sc_core::next_trigger(after(storm::boot(number) + way));
      return;
    }
    if (request == storm::requests) {
      result.registered(number, now());
      sc_core::next_trigger(served);  // it never comes
      return;
    }
    std::int64_t &free = freeAt[number % storm::servers];
    free = std::max(free, now()) + storm::service(number, request);
    request += 1;
    sc_core::next_trigger(after(free + (request == storm::requests ? way : 2 * way) - now()));
  }
};

void serve(Server *server) {
  if (server->waiting.empty()) return;  // when the simulation begins
  Phone *phone = server->waiting.front();
  server->waiting.pop_front();
  phone->served.notify(after(storm::latency(phone->number)));
  if (server->waiting.empty()) return;
  Phone *next = server->waiting.front();
  server->done.notify(after(storm::service(next->number, next->request)));
}
}  // namespace

int sc_main(int count, char **words) {
  if (count != 3) return 64;
  sc_core::sc_set_time_resolution(1, sc_core::SC_NS);
  const std::uint64_t phones = std::strtoull(words[1], nullptr, 10);
  const bool isComputed = std::strcmp(words[2], "computed") == 0;
  std::vector<Phone> all(phones);
  sc_core::sc_spawn_options method;
  method.spawn_method();
  for (std::uint64_t number = 0; number < phones; number++) {
    Phone *phone = &all[number];
    phone->number = static_cast<std::uint32_t>(number);
    if (isComputed) {
      sc_core::sc_spawn([phone] { phone->byDepartures(); }, nullptr, &method);
    } else {
      sc_core::sc_spawn([phone] { phone->byEvents(); }, nullptr, &method);
    }
  }
  for (Server &server : queues) {
    sc_core::sc_spawn_options whenDone;
    whenDone.spawn_method();
    whenDone.set_sensitivity(&server.done);
    whenDone.dont_initialize();
    Server *its = &server;
    sc_core::sc_spawn([its] { serve(its); }, nullptr, &whenDone);
  }
  sc_core::sc_start();
  result.print("SystemC", words[2], phones);
  return 0;
}
