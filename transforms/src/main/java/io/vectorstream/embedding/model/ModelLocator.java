package io.vectorstream.embedding.model;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.builtin.BuiltinModel;
import java.io.IOException;
import java.nio.file.Path;

/** Brings the model that an address names onto this machine. */
final class ModelLocator {

  private static final String FORMS =
      "accepted are "
          + BuiltinModel.ADDRESS
          + "; file:/path of a folder or zip with a TorchScript or ONNX model and its"
          + " tokenizer.json, or of the model file in such a folder; https:// of such a zip;"
          + " djl://group/artifact of DJL's model zoo; and s3:// or hdfs:// with DJL's extension"
          + " for it";

  private ModelLocator() {}

  /**
   * The folder that an address names, or the model file in it.
   *
   * @param cache where downloads and unpacked archives are kept
   * @throws EmbeddingException if it is not an address, or what it names is not available
   */
  static Path locate(String address, Path cache) {
    try {
      return switch (scheme(address)) {
        case "file" -> FileAddress.locate(address, cache);
        case "https", "http" -> WebAddress.locate(address, cache);
        case "djl" -> ZooAddress.locate(address, cache);
        case "s3", "hdfs" -> ExtensionAddress.locate(address);
        default ->
            throw new EmbeddingException("There is no model \"" + address + "\": " + FORMS + ".");
      };
    } catch (IOException e) {
      throw new EmbeddingException(
          "The model " + address + " is not available: " + reason(e) + ".", e);
    }
  }

  private static String scheme(String address) {
    return address.substring(0, Math.max(0, address.indexOf(':')));
  }

  /** The message, if it can end a sentence, or else the whole exception. */
  private static String reason(IOException failure) {
    return failure.getClass() == IOException.class ? failure.getMessage() : failure.toString();
  }
}
