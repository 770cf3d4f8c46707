package io.vectorstream.local.faults;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Which faults the next calls meet, and how many were met. Safe for several threads. */
final class FaultSchedule {

  private final Deque<Fault> ofAnyMethod = new ArrayDeque<>();
  private final Map<String, Deque<Fault>> byMethod = new HashMap<>();
  private Fault otherwise = Faults.none();
  private final Map<Fault, Integer> met = new HashMap<>();

  synchronized void add(int calls, Fault fault) {
    add(ofAnyMethod, calls, fault);
  }

  synchronized void add(String method, int calls, Fault fault) {
    add(byMethod.computeIfAbsent(method, name -> new ArrayDeque<>()), calls, fault);
  }

  synchronized void otherwise(Fault fault) {
    otherwise = fault;
  }

  /** The fault that a call has to meet, which is then done with. */
  synchronized Fault take(String method) {
    Deque<Fault> own = byMethod.getOrDefault(method, ofAnyMethod);
    Fault fault = own.isEmpty() ? ofAnyMethod.poll() : own.poll();
    if (fault == null) {
      return otherwise;
    }
    met.merge(fault, 1, Integer::sum);
    return fault;
  }

  synchronized int met(Fault fault) {
    return met.getOrDefault(fault, 0);
  }

  synchronized int pending() {
    return ofAnyMethod.size() + byMethod.values().stream().mapToInt(Collection::size).sum();
  }

  private static void add(Deque<Fault> faults, int calls, Fault fault) {
    checkArgument(calls >= 1, "calls has to be 1 or more, it is %s", calls);
    for (int i = 0; i < calls; i++) {
      faults.add(fault);
    }
  }
}
