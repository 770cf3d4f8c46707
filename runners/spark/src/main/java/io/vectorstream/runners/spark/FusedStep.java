package io.vectorstream.runners.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * One step of those that are fused, and where its outputs go.
 *
 * @param readers the places, among the fused steps, of those that read an output
 */
record FusedStep<InputT, OutputT>(
    DoFn<InputT, OutputT> fn,
    TupleTag<OutputT> mainOutput,
    List<TupleTag<?>> additionalOutputs,
    Coder<InputT> inputCoder,
    Map<TupleTag<?>, Coder<?>> outputCoders,
    WindowingStrategy<?, ?> windowing,
    DoFnSchemaInformation schemas,
    Map<TupleTag<?>, List<Integer>> readers)
    implements Serializable {

  /** Whether a primitive is a step that needs nothing of its runner but bundles of elements. */
  static boolean isPossibleFor(Node primitive) {
    if (!(primitive.getTransform() instanceof ParDo.MultiOutput<?, ?> parDo)
        || !parDo.getSideInputs().isEmpty()) {
      return false;
    }
    DoFnSignature signature = DoFnSignatures.signatureForDoFn(parDo.getFn());
    DoFnSignature.ProcessElementMethod process = signature.processElement();
    return !process.isSplittable()
        && !process.requiresStableInput()
        && process.extraParameters().stream()
            .noneMatch(DoFnSignature.Parameter.BundleFinalizerParameter.class::isInstance)
        && !signature.usesState()
        && !signature.usesTimers();
  }

  /**
   * The step that a primitive is.
   *
   * @param primitive one that {@link #isPossibleFor} says yes to
   */
  @SuppressWarnings("unchecked")
  static <I, O> FusedStep<I, O> of(Node primitive, Map<TupleTag<?>, List<Integer>> readers) {
    ParDo.MultiOutput<I, O> parDo = (ParDo.MultiOutput<I, O>) primitive.getTransform();
    PCollection<I> input = (PCollection<I>) primitive.getInputs().values().iterator().next();
    Map<TupleTag<?>, Coder<?>> coders = new HashMap<>();
    primitive.getOutputs().forEach((tag, output) -> coders.put(tag, output.getCoder()));
    return new FusedStep<>(
        parDo.getFn(),
        parDo.getMainOutputTag(),
        List.copyOf(parDo.getAdditionalOutputTags().getAll()),
        input.getCoder(),
        coders,
        input.getWindowingStrategy(),
        ParDo.getDoFnSchemaInformation(parDo.getFn(), input),
        readers);
  }
}
