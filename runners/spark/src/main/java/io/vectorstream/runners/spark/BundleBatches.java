package io.vectorstream.runners.spark;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.transforms.GroupIntoBatches;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.PTransformMatchers;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.SingleInputOutputOverrideFactory;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Replaces {@link GroupIntoBatches} on Spark's streaming, which supports neither the timers nor the
 * window expiry that the original needs (apache/beam issue 22524).
 *
 * <p>It batches within a bundle, and needs no state: a micro-batch's partition is one bundle, and
 * at its end it emits all that is left. So no element waits longer than its micro-batch, whatever
 * maximum buffering duration the original has, and batches of one key do not cross partitions.
 */
final class BundleBatches<K, V>
    extends PTransform<PCollection<KV<K, V>>, PCollection<KV<K, Iterable<V>>>> {

  private static final long serialVersionUID = 1L;

  private final GroupIntoBatches.BatchingParams<V> params;

  private BundleBatches(GroupIntoBatches.BatchingParams<V> params) {
    this.params = params;
  }

  /** Replaces every {@link GroupIntoBatches} of a graph. */
  static PTransformOverride override() {
    return PTransformOverride.of(
        PTransformMatchers.classEqualTo(GroupIntoBatches.class), new Factory<>());
  }

  @Override
  public PCollection<KV<K, Iterable<V>>> expand(PCollection<KV<K, V>> elements) {
    KvCoder<K, V> coder = (KvCoder<K, V>) elements.getCoder();
    Coder<Iterable<V>> batches = IterableCoder.of(coder.getValueCoder());
    return elements
        .apply(
            "BatchWithinBundle",
            ParDo.of(
                new BundleBatchFn<K, V>(
                    params.getBatchSize(),
                    params.getBatchSizeBytes(),
                    params.getWeigher(coder.getValueCoder()))))
        .setCoder(KvCoder.of(coder.getKeyCoder(), batches));
  }

  private static final class Factory<K, V>
      extends SingleInputOutputOverrideFactory<
          PCollection<KV<K, V>>, PCollection<KV<K, Iterable<V>>>, GroupIntoBatches<K, V>> {

    @Override
    public PTransformReplacement<PCollection<KV<K, V>>, PCollection<KV<K, Iterable<V>>>>
        getReplacementTransform(
            AppliedPTransform<
                    PCollection<KV<K, V>>, PCollection<KV<K, Iterable<V>>>, GroupIntoBatches<K, V>>
                original) {
      return PTransformReplacement.of(
          PTransformReplacements.getSingletonMainInput(original),
          new BundleBatches<>(original.getTransform().getBatchingParams()));
    }
  }
}
