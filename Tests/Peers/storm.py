#!/usr/bin/env python3
"""The storm of `trustsim bench --storm`, in SimPy: what it is stands in storm.h.

    storm.py PHONES resources|computed
"""
import sys
import time
import resource

import simpy

MASK = (1 << 64) - 1
SERVERS = 20
REQUESTS = 5


def mix(value):
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def draw(phone, number):
    return mix(((phone << 8 | number) + 1) * 0x9E3779B97F4A7C15 & MASK)


def boot(phone):
    return 32_000_000_000 + draw(phone, 0) % 16_000_000_001


def latency(phone):
    return 1_000_000 + draw(phone, 1) % 4_000_001


def service(phone, request):
    return 2_000_000 + draw(phone, 2 + request) % 1_000_001


class Storm:
    def __init__(self, phones):
        self.environment = simpy.Environment(initial_time=0)
        self.servers = [simpy.Resource(self.environment) for _ in range(SERVERS)]
        self.free = [0] * SERVERS
        self.checksum = 0
        self.last = 0

    def registered(self, phone):
        self.checksum = (self.checksum + mix(phone ^ self.environment.now)) & MASK
        self.last = self.environment.now

    def by_resources(self, phone):
        """As SimPy's own examples do it: a server is a resource, a request holds it."""
        environment = self.environment
        way = latency(phone)
        server = self.servers[phone % SERVERS]
        # One wait, as in the others: of two that arrive in the same nanosecond, and among a million
        # phones there are such, the one that began to wait first is served first.
        yield environment.timeout(boot(phone) + way)
        for request in range(REQUESTS):
            if request > 0:
                yield environment.timeout(way)
            with server.request() as place:
                yield place
                yield environment.timeout(service(phone, request))
            yield environment.timeout(way)
        self.registered(phone)

    def by_departures(self, phone):
        """With the departure computed at arrival: one event a request."""
        environment = self.environment
        way = latency(phone)
        server = phone % SERVERS
        yield environment.timeout(boot(phone) + way)
        for request in range(REQUESTS):
            departure = max(environment.now, self.free[server]) + service(phone, request)
            self.free[server] = departure
            back = way if request == REQUESTS - 1 else 2 * way
            yield environment.timeout(departure + back - environment.now)
        self.registered(phone)


def main():
    phones = int(sys.argv[1])
    began = time.perf_counter()
    storm = Storm(phones)
    process = {"resources": storm.by_resources, "computed": storm.by_departures}[sys.argv[2]]
    for phone in range(phones):
        storm.environment.process(process(phone))
    storm.environment.run()
    seconds = time.perf_counter() - began
    usage = resource.getrusage(resource.RUSAGE_SELF)
    peak = usage.ru_maxrss // 1024
    print(f"SimPy {simpy.__version__} {sys.argv[2]}: phones {phones} seconds {seconds:.3f}"
          f" user {usage.ru_utime:.3f} megabytes {peak} last {storm.last} checksum {storm.checksum:016x}")


main()
