// The storm in ns-3: see storm.h.     storm_ns3 PHONES events|computed
#include <ns3/core-module.h>

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <vector>

#include "storm.h"

namespace {
storm::Result result;

struct Phone {
  std::uint32_t number;
  int request = 0;
};

std::int64_t now() { return ns3::Simulator::Now().GetNanoSeconds(); }

// Event by event: a request arrives, a server is done, an answer arrives.
struct Server {
  std::deque<Phone *> waiting;
};
std::vector<Server> queues(storm::servers);

void arrive(Phone *phone);
void answer(Phone *phone) {
  if (++phone->request == storm::requests) {
    result.registered(phone->number, now());
    return;
  }
  ns3::Simulator::Schedule(ns3::NanoSeconds(storm::latency(phone->number)), &arrive, phone);
}
void serve(Server *server);
void done(Server *server) {
  Phone *phone = server->waiting.front();
  server->waiting.pop_front();
  ns3::Simulator::Schedule(ns3::NanoSeconds(storm::latency(phone->number)), &answer, phone);
  if (!server->waiting.empty()) serve(server);
}
void serve(Server *server) {
  Phone *phone = server->waiting.front();
  ns3::Simulator::Schedule(ns3::NanoSeconds(storm::service(phone->number, phone->request)), &done,
                           server);
}
void arrive(Phone *phone) {
  Server &server = queues[phone->number % storm::servers];
  server.waiting.push_back(phone);
  if (server.waiting.size() == 1) serve(&server);
}

// With the departure computed at arrival: one event a request.
std::vector<std::int64_t> freeAt(storm::servers, 0);
void arriveComputed(Phone *phone) {
  if (phone->request == storm::requests) {
    result.registered(phone->number, now());
    return;
  }
  std::int64_t &free = freeAt[phone->number % storm::servers];
  free = std::max(free, now()) + storm::service(phone->number, phone->request);
  phone->request += 1;
  const std::int64_t way = storm::latency(phone->number);
  const std::int64_t back = phone->request == storm::requests ? way : 2 * way;
  ns3::Simulator::Schedule(ns3::NanoSeconds(free + back - now()), &arriveComputed, phone);
}
}  // namespace

int main(int count, char **words) {
  if (count != 3) return 64;
  const std::uint64_t phones = std::strtoull(words[1], nullptr, 10);
  const bool isComputed = std::strcmp(words[2], "computed") == 0;
  std::vector<Phone> all(phones);
  for (std::uint64_t number = 0; number < phones; number++) {
    all[number].number = static_cast<std::uint32_t>(number);
    const std::int64_t first = storm::boot(number) + storm::latency(number);
    ns3::Simulator::Schedule(ns3::NanoSeconds(first), isComputed ? &arriveComputed : &arrive,
                             &all[number]);
  }
  ns3::Simulator::Run();
  result.print("ns-3", words[2], phones);
  ns3::Simulator::Destroy();
}
