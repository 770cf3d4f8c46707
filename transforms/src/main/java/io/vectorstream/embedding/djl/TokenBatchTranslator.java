package io.vectorstream.embedding.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import io.vectorstream.embedding.model.ModelSettings;
import java.util.Arrays;

/**
 * From token ids, one row of any length for each text, to vectors. Only plain arrays cross this
 * border: everything native lives and dies with one call.
 *
 * <p>The model is given ids and attention mask, both int64 of shape (batch, longest), and answers
 * with sentence vectors, float32 of shape (batch, dimension), or with token vectors of shape
 * (batch, longest, dimension), which are then averaged under the mask and scaled to length one.
 */
final class TokenBatchTranslator implements NoBatchifyTranslator<long[][], float[][]> {

  private static final String MASK = "mask";

  private final ModelSettings settings;

  TokenBatchTranslator(ModelSettings settings) {
    this.settings = settings;
  }

  @Override
  public NDList processInput(TranslatorContext context, long[][] rows) {
    int longest = 0;
    for (long[] row : rows) {
      longest = Math.max(longest, row.length);
    }
    // The padding's id is 0 whatever the vocabulary says: what stands there is masked out.
    long[] ids = new long[rows.length * longest];
    long[] attention = new long[rows.length * longest];
    for (int index = 0; index < rows.length; index++) {
      System.arraycopy(rows[index], 0, ids, index * longest, rows[index].length);
      Arrays.fill(attention, index * longest, index * longest + rows[index].length, 1L);
    }
    NDManager manager = context.getNDManager();
    Shape shape = new Shape(rows.length, longest);
    NDArray mask = manager.create(attention, shape);
    context.setAttachment(MASK, mask);
    NDList inputs = new NDList(manager.create(ids, shape), mask);
    if (settings.tokenTypes()) {
      inputs.add(manager.create(new long[ids.length], shape));
    }
    return inputs;
  }

  @Override
  public float[][] processOutput(TranslatorContext context, NDList outputs) {
    NDArray output = outputs.get(0);
    NDArray vectors =
        output.getShape().dimension() == 3
            ? pooled(output, (NDArray) context.getAttachment(MASK))
            : output;
    int count = (int) vectors.getShape().get(0);
    int dimension = (int) vectors.getShape().get(1);
    float[] flat = vectors.toFloatArray();
    float[][] result = new float[count][dimension];
    for (int index = 0; index < count; index++) {
      System.arraycopy(flat, index * dimension, result[index], 0, dimension);
    }
    return result;
  }

  private static NDArray pooled(NDArray tokens, NDArray mask) {
    NDArray weights = mask.expandDims(2).toType(tokens.getDataType(), false);
    NDArray mean = tokens.mul(weights).sum(new int[] {1}).div(weights.sum(new int[] {1}));
    return mean.normalize(2, 1);
  }
}
