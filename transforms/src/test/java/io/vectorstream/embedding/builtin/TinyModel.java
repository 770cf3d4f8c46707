package io.vectorstream.embedding.builtin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A model folder as others make them: the model wants token types and answers with token vectors,
 * which are "red" (3, 0), "shoes" (0, 4) and (1, 1) for any other word; there are no special
 * tokens.
 */
public final class TinyModel {

  /** The vectors of any other word, of "red" and of "shoes". */
  public static final List<Float> TABLE = List.of(1f, 1f, 3f, 0f, 0f, 4f);

  private static final String FORWARD =
      """
        def forward(self: __torch__.Tiny,
          input_ids: Tensor,
          attention_mask: Tensor,
          token_type_ids: Tensor) -> Tensor:
          return torch.embedding(self.table, torch.add(input_ids, token_type_ids))
      """;

  private static final String CODE =
      """
      class Tiny(Module):
        __parameters__ = ["table", ]
        __buffers__ = []
        training : bool
        table : Tensor
      """;

  private static final String TOKENIZER =
      """
      {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
       "normalizer": null, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null,
       "decoder": null, "model": {"type": "WordLevel", "unk_token": "?",
       "vocab": {"?": 0, "red": 1, "shoes": 2}}}
      """;

  private TinyModel() {}

  /** Writes the model into an existing folder. */
  public static void write(Path folder, String servingProperties) throws IOException {
    write(folder, servingProperties, FORWARD);
  }

  /**
   * The same with another method.
   *
   * @param forward its TorchScript, indented by two; {@code self.table} holds the token vectors
   */
  public static void write(Path folder, String servingProperties, String forward)
      throws IOException {
    writeScript(folder.resolve("tiny.pt"), forward);
    writeTokenizer(folder);
    Files.writeString(folder.resolve("serving.properties"), servingProperties);
  }

  /** Writes the model alone. */
  public static void writeScript(Path file) throws IOException {
    writeScript(file, FORWARD);
  }

  private static void writeScript(Path file, String forward) throws IOException {
    ByteBuffer table = ByteBuffer.allocate(6 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : TABLE) {
      table.putFloat(number);
    }
    ScriptObject module =
        ScriptObject.of("Tiny").put("table", Tensor.rowMajor(List.of(3, 2), table.flip()));
    try (OutputStream out = Files.newOutputStream(file)) {
      TorchScriptArchive.write("tiny", CODE + forward, module, out);
    }
  }

  /** Writes the tokenizer alone. */
  public static void writeTokenizer(Path folder) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER);
  }
}
