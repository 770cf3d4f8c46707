package io.vectorstream.embedding.djl;

import ai.djl.Model;
import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.model.ModelEngine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the arrays that a model is given for a batch of texts. */
enum ModelInput {
  INPUT_IDS,
  ATTENTION_MASK,
  TOKEN_TYPE_IDS;

  /**
   * The inputs of a model, in its order. An ONNX graph declares its own; TorchScript takes ids and
   * mask, and token types where its settings say so.
   *
   * @param tokenTypes whether token types are wanted; null for what the model declares
   * @throws EmbeddingException if the model wants an input that cannot be made of a text
   */
  static List<ModelInput> of(
      String address, Model model, ModelEngine engine, @Nullable Boolean tokenTypes) {
    List<ModelInput> inputs = new ArrayList<>();
    if (engine == ModelEngine.ONNX_RUNTIME) {
      for (String name : model.getBlock().describeInput().keys()) {
        inputs.add(named(address, name));
      }
    } else {
      inputs.add(INPUT_IDS);
      inputs.add(ATTENTION_MASK);
    }
    if (tokenTypes != null && tokenTypes != inputs.contains(TOKEN_TYPE_IDS)) {
      if (tokenTypes) {
        inputs.add(TOKEN_TYPE_IDS);
      } else {
        inputs.remove(TOKEN_TYPE_IDS);
      }
    }
    return List.copyOf(inputs);
  }

  private static ModelInput named(String address, String name) {
    return switch (name) {
      case "input_ids" -> INPUT_IDS;
      case "attention_mask" -> ATTENTION_MASK;
      case "token_type_ids" -> TOKEN_TYPE_IDS;
      default ->
          throw new EmbeddingException(
              "The model "
                  + address
                  + " is not an embedding model for texts: it wants the input "
                  + name
                  + ", and there are input_ids, attention_mask and token_type_ids.");
    };
  }
}
