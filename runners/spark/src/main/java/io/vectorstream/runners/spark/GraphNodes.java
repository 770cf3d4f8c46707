package io.vectorstream.runners.spark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;

/** The nodes of a graph, each after those that it reads from and after those that it is part of. */
final class GraphNodes {

  private final List<Node> composites = new ArrayList<>();
  private final List<Node> primitives = new ArrayList<>();

  private GraphNodes() {}

  static GraphNodes of(Pipeline pipeline) {
    GraphNodes nodes = new GraphNodes();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(Node node) {
            if (!node.isRootNode()) {
              nodes.composites.add(node);
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(Node node) {
            nodes.primitives.add(node);
          }
        });
    return nodes;
  }

  static boolean isFlatten(Node primitive) {
    return primitive.getTransform() instanceof Flatten.PCollections;
  }

  List<Node> composites() {
    return composites;
  }

  List<Node> primitivesOf(Node composite) {
    return primitives.stream().filter(node -> isIn(node, composite)).toList();
  }

  /** The composite itself and all that is in it. */
  List<Node> partsOf(Node composite) {
    List<Node> parts = new ArrayList<>();
    composites.stream().filter(node -> isIn(node, composite)).forEach(parts::add);
    parts.addAll(primitivesOf(composite));
    return parts;
  }

  static boolean isIn(Node node, Node composite) {
    for (Node at = node; at != null; at = at.getEnclosingNode()) {
      if (at == composite) {
        return true;
      }
    }
    return false;
  }

  /** The steps that read a collection, directly or flattened with others. */
  List<Node> readersOf(PCollection<?> collection) {
    List<Node> readers = new ArrayList<>();
    for (Node primitive : primitives) {
      for (PCollection<?> input : primitive.getInputs().values()) {
        if (!input.equals(collection)) {
          continue;
        }
        if (isFlatten(primitive)) {
          primitive.getOutputs().values().forEach(output -> readers.addAll(readersOf(output)));
        } else {
          readers.add(primitive);
        }
      }
    }
    return readers;
  }

  /** Whether nothing but the input comes from outside, and nothing is read outside. */
  boolean isClosed(Node composite, PCollection<?> input) {
    Set<PCollection<?>> inside = new HashSet<>();
    for (Node primitive : primitivesOf(composite)) {
      inside.addAll(primitive.getOutputs().values());
    }
    for (Node primitive : primitives) {
      boolean partOfIt = isIn(primitive, composite);
      for (PCollection<?> read : primitive.getInputs().values()) {
        if (partOfIt ? !read.equals(input) && !inside.contains(read) : inside.contains(read)) {
          return false;
        }
      }
    }
    return true;
  }
}
