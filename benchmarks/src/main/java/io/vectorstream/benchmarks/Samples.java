package io.vectorstream.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each round measured, by the figure's name. */
final class Samples {

  private static final String PREFIX = "sample: ";

  private final Map<String, List<Double>> byName = new LinkedHashMap<>();

  void add(String name, double value) {
    byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
  }

  /** Adds what a process has printed with {@link #print}. */
  void addPrinted(String output) {
    for (String line : output.lines().filter(line -> line.startsWith(PREFIX)).toList()) {
      int space = line.lastIndexOf(' ');
      add(line.substring(PREFIX.length(), space), Double.parseDouble(line.substring(space + 1)));
    }
  }

  /** Prints all of them, a line for each, among whatever else is printed. */
  void print() {
    byName.forEach(
        (name, values) -> values.forEach(value -> System.out.println(PREFIX + name + " " + value)));
  }

  /** The middle one; of an even number, the mean of the two in the middle. */
  double median(String name) {
    return median(byName.get(name));
  }

  /** The median of a figure divided by another of the same round. */
  double medianRatio(String name, String base) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < byName.get(name).size(); round++) {
      ratios.add(byName.get(name).get(round) / byName.get(base).get(round));
    }
    return median(ratios);
  }

  double largest(String name) {
    return byName.get(name).stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
