package io.vectorstream.runners.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * A composite whose steps can be run as one.
 *
 * @param steps each of them before those that read it
 * @param heads the places, among the steps, of those that read the composite's input
 * @param parts the composite and all that it consists of
 */
record FusibleComposite(List<FusedStep<?, ?>> steps, List<Integer> heads, List<Node> parts) {

  /**
   * Looks at a composite.
   *
   * @return empty if it emits something, reads more than one collection, has a step that cannot be
   *     fused, or has fewer than two steps
   */
  static Optional<FusibleComposite> of(Node composite, GraphNodes graph) {
    if (composite.getInputs().size() != 1 || !composite.getOutputs().isEmpty()) {
      return Optional.empty();
    }
    List<Node> steps = new ArrayList<>();
    for (Node primitive : graph.primitivesOf(composite)) {
      if (FusedStep.isPossibleFor(primitive)) {
        steps.add(primitive);
      } else if (!GraphNodes.isFlatten(primitive)) {
        return Optional.empty();
      }
    }
    PCollection<?> input = composite.getInputs().values().iterator().next();
    if (steps.size() < 2 || !graph.isClosed(composite, input)) {
      return Optional.empty();
    }
    Map<Node, Integer> places = new HashMap<>();
    steps.forEach(step -> places.put(step, places.size()));
    List<FusedStep<?, ?>> fused = new ArrayList<>();
    for (Node step : steps) {
      fused.add(FusedStep.of(step, readers(step, places, graph)));
    }
    List<Integer> heads =
        graph.readersOf(input).stream().filter(places::containsKey).map(places::get).toList();
    return Optional.of(new FusibleComposite(fused, heads, graph.partsOf(composite)));
  }

  /** All steps as one. */
  <T> FusedFn<T> fused() {
    return new FusedFn<>(steps, heads);
  }

  private static Map<TupleTag<?>, List<Integer>> readers(
      Node step, Map<Node, Integer> places, GraphNodes graph) {
    Map<TupleTag<?>, List<Integer>> readers = new HashMap<>();
    step.getOutputs()
        .forEach(
            (tag, output) ->
                readers.put(tag, graph.readersOf(output).stream().map(places::get).toList()));
    return readers;
  }
}
