package io.vectorstream.runners.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Makes one step of a composite that ends a graph: one that reads a collection, emits nothing, and
 * consists of {@link ParDo} and flattening alone.
 *
 * <p>SparkRunner translates each step by itself, and persists what one with several outputs emits:
 * encoded, and by Java's object streams. A fused composite needs no coder and keeps nothing, since
 * an element is through with it when the call returns in which it came.
 */
final class FusedSteps<T> extends PTransform<PCollection<T>, PDone> {

  private static final long serialVersionUID = 1L;

  private final transient FusibleComposite composite;

  private FusedSteps(FusibleComposite composite) {
    this.composite = composite;
  }

  /**
   * Fuses each composite of a graph that can be, the outermost where one lies in another.
   *
   * @return the steps of each as one
   */
  static List<FusedFn<?>> fuse(Pipeline pipeline) {
    GraphNodes graph = GraphNodes.of(pipeline);
    Map<String, FusibleComposite> fusible = new HashMap<>();
    for (Node node : graph.composites()) {
      if (fusible.values().stream().noneMatch(outer -> outer.parts().contains(node))) {
        FusibleComposite.of(node, graph)
            .ifPresent(composite -> fusible.put(node.getFullName(), composite));
      }
    }
    if (!fusible.isEmpty()) {
      pipeline.replaceAll(
          List.of(
              PTransformOverride.of(
                  original ->
                      fusible.containsKey(original.getFullName())
                          && !(original.getTransform() instanceof FusedSteps),
                  new Factory<>(fusible))));
    }
    List<FusedFn<?>> fused = new ArrayList<>();
    fusible.values().forEach(composite -> fused.add(composite.fused()));
    return fused;
  }

  @Override
  public PDone expand(PCollection<T> elements) {
    elements.apply("Fused", ParDo.of(composite.<T>fused()));
    return PDone.in(elements.getPipeline());
  }

  /** The parts are not in the graph any more, where they would be asked. */
  @Override
  public void validate(
      PipelineOptions options,
      Map<TupleTag<?>, PCollection<?>> inputs,
      Map<TupleTag<?>, PCollection<?>> outputs) {
    for (Node part : composite.parts()) {
      part.getTransform().validate(options, part.getInputs(), part.getOutputs());
    }
  }

  private static final class Factory<T>
      implements PTransformOverrideFactory<
          PCollection<T>, PDone, PTransform<PCollection<T>, PDone>> {

    private final Map<String, FusibleComposite> fusible;

    Factory(Map<String, FusibleComposite> fusible) {
      this.fusible = fusible;
    }

    @Override
    public PTransformReplacement<PCollection<T>, PDone> getReplacementTransform(
        AppliedPTransform<PCollection<T>, PDone, PTransform<PCollection<T>, PDone>> original) {
      return PTransformReplacement.of(
          PTransformReplacements.getSingletonMainInput(original),
          new FusedSteps<>(fusible.get(original.getFullName())));
    }

    @Override
    public Map<PCollection<?>, ReplacementOutput> mapOutputs(
        Map<TupleTag<?>, PCollection<?>> outputs, PDone newOutput) {
      return Map.of();
    }
  }
}
