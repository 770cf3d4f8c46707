package io.vectorstream.embedding;

import static com.google.common.base.Preconditions.checkNotNull;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Embeds the texts of batches, the second half of {@link EmbedTexts}. Equal texts of a batch are
 * embedded once.
 */
public final class EmbedBatches<T>
    extends PTransform<
        PCollection<KV<Integer, Iterable<T>>>,
        WithFailures.Result<PCollection<Embedded<T>>, Unembeddable<T>>> {

  private static final long serialVersionUID = 1L;

  private final TextEmbedderFactory embedders;
  private final SerializableFunction<T, String> textFunction;

  private EmbedBatches(
      TextEmbedderFactory embedders, SerializableFunction<T, String> textFunction) {
    this.embedders = embedders;
    this.textFunction = textFunction;
  }

  /** Embeds with a model; see {@link EmbedTexts#of} for what is wanted of the arguments. */
  public static <T> EmbedBatches<T> of(
      TextEmbedderFactory embedders, SerializableFunction<T, String> textFunction) {
    return new EmbedBatches<>(
        checkNotNull(embedders, "embedders"), checkNotNull(textFunction, "textFunction"));
  }

  @Override
  public WithFailures.Result<PCollection<Embedded<T>>, Unembeddable<T>> expand(
      PCollection<KV<Integer, Iterable<T>>> batches) {
    TupleTag<Embedded<T>> embedded = new TupleTag<>("embedded");
    TupleTag<Unembeddable<T>> unembeddable = new TupleTag<>("unembeddable");
    PCollectionTuple outputs =
        batches.apply(
            "Embed",
            ParDo.of(new EmbedFn<>(embedders, textFunction, embedded, unembeddable))
                .withOutputTags(embedded, TupleTagList.of(unembeddable)));
    Coder<T> elements = elementCoder(batches.getCoder());
    outputs.get(embedded).setCoder(new EmbeddedCoder<>(elements));
    outputs.get(unembeddable).setCoder(new UnembeddableCoder<>(elements));
    return WithFailures.Result.of(outputs, embedded, unembeddable);
  }

  private static <T> Coder<T> elementCoder(Coder<KV<Integer, Iterable<T>>> batches) {
    Coder<Iterable<T>> iterables = ((KvCoder<Integer, Iterable<T>>) batches).getValueCoder();
    return ((IterableCoder<T>) iterables).getElemCoder();
  }
}
