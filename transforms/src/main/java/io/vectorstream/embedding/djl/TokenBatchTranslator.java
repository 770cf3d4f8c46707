package io.vectorstream.embedding.djl;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.util.Arrays;
import java.util.List;

/**
 * Makes vectors of token ids, one row of any length for each text. Takes and gives plain arrays
 * only: native memory is allocated and freed within one call.
 *
 * <p>The model is given ids, attention mask and token types, as far as it wants them: int64 of
 * shape (batch, longest).
 */
final class TokenBatchTranslator implements NoBatchifyTranslator<long[][], float[][]> {

  private static final String LENGTHS = "lengths";

  private final List<ModelInput> inputs;
  private final SentenceVectors vectors;

  TokenBatchTranslator(List<ModelInput> inputs, SentenceVectors vectors) {
    this.inputs = inputs;
    this.vectors = vectors;
  }

  @Override
  public NDList processInput(TranslatorContext context, long[][] rows) {
    int[] lengths = Arrays.stream(rows).mapToInt(row -> row.length).toArray();
    context.setAttachment(LENGTHS, lengths);
    int longest = Arrays.stream(lengths).max().orElseThrow();
    NDManager manager = context.getNDManager();
    Shape shape = new Shape(rows.length, longest);
    NDList list = new NDList(inputs.size());
    for (ModelInput input : inputs) {
      long[] numbers =
          switch (input) {
            case INPUT_IDS -> ids(rows, longest);
            case ATTENTION_MASK -> mask(lengths, longest);
            case TOKEN_TYPE_IDS -> new long[rows.length * longest];
          };
      list.add(manager.create(numbers, shape));
    }
    return list;
  }

  /** The padding's id is 0 whatever the vocabulary says: the mask hides the padding. */
  private static long[] ids(long[][] rows, int longest) {
    long[] ids = new long[rows.length * longest];
    for (int index = 0; index < rows.length; index++) {
      System.arraycopy(rows[index], 0, ids, index * longest, rows[index].length);
    }
    return ids;
  }

  private static long[] mask(int[] lengths, int longest) {
    long[] mask = new long[lengths.length * longest];
    for (int index = 0; index < lengths.length; index++) {
      Arrays.fill(mask, index * longest, index * longest + lengths[index], 1L);
    }
    return mask;
  }

  @Override
  public float[][] processOutput(TranslatorContext context, NDList outputs) {
    return vectors.of(outputs, (int[]) context.getAttachment(LENGTHS));
  }
}
