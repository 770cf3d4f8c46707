package io.vectorstream.embedding.model;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.builtin.BuiltinModel;
import io.vectorstream.embedding.builtin.Variant;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A folder with a TorchScript model, its {@code tokenizer.json} and perhaps a {@code
 * serving.properties}: what every address comes down to before a model is loaded.
 */
public record ModelFolder(Path path, Properties properties) {

  /** Hexadecimal digits of a revision: no two models meet by chance. */
  private static final int REVISION_LENGTH = 16;

  private static final String FORMS =
      "accepted are "
          + BuiltinModel.ADDRESS
          + " and file:/path of a folder that holds a"
          + " TorchScript model (*.pt) and its tokenizer.json";

  /**
   * Finds or prepares the folder that an address names.
   *
   * @param variant how the built-in model is to compute
   */
  public static ModelFolder find(ModelSpec spec, Variant variant) {
    String address = spec.address();
    if (address.equals(BuiltinModel.ADDRESS)) {
      return builtin(spec.resolvedCacheFolder(), variant);
    }
    if (address.startsWith("file:")) {
      return existing(address);
    }
    throw new EmbeddingException("There is no model \"" + address + "\": " + FORMS + ".");
  }

  private static ModelFolder builtin(Path cache, Variant variant) {
    try {
      return read(BuiltinModel.prepare(cache, variant));
    } catch (IOException e) {
      throw new EmbeddingException(
          "The model "
              + BuiltinModel.ADDRESS
              + " could not be prepared in "
              + cache
              + " ("
              + e
              + "): it needs a folder that can be written, which the system property "
              + ModelSpec.CACHE_FOLDER_PROPERTY
              + " may name.",
          e);
    }
  }

  private static ModelFolder existing(String address) {
    try {
      // Both file:/path and file:///path, and a plain path with spaces behind the scheme.
      Path path =
          address.contains(" ")
              ? Path.of(address.substring("file:".length()))
              : Path.of(URI.create(address));
      require(Files.isDirectory(path), address, "is not a folder");
      require(Files.exists(path.resolve("tokenizer.json")), address, "has no tokenizer.json");
      require(!torchScripts(path).isEmpty(), address, "has no TorchScript model (*.pt)");
      return read(path);
    } catch (IOException | IllegalArgumentException e) {
      throw new EmbeddingException(
          "The model \"" + address + "\" could not be read (" + e + "): " + FORMS + ".", e);
    }
  }

  private static void require(boolean condition, String address, String problem) {
    if (!condition) {
      throw new EmbeddingException("The model \"" + address + "\" " + problem + ": " + FORMS + ".");
    }
  }

  private static ModelFolder read(Path path) throws IOException {
    Properties properties = new Properties();
    Path file = path.resolve("serving.properties");
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    return new ModelFolder(path, properties);
  }

  /** The model's name, as the engine wants it: the file's name without its ending. */
  public String modelName() throws IOException {
    String configured = properties.getProperty("option.modelName");
    if (configured != null) {
      return configured;
    }
    List<Path> files = torchScripts(path);
    String folderName = path.getFileName().toString();
    if (files.size() > 1 && Files.exists(path.resolve(folderName + ".pt"))) {
      return folderName;
    }
    String file = files.get(0).getFileName().toString();
    return file.substring(0, file.length() - ".pt".length());
  }

  /**
   * What tells this model from another of its name: {@code revision} in {@code serving.properties}
   * or else a hash of the files that make up the vectors, model and tokenizer.
   */
  public String revision() throws IOException {
    String given = properties.getProperty("revision");
    if (given != null) {
      return given;
    }
    Hasher hasher = Hashing.sha256().newHasher();
    for (String file : List.of(modelName() + ".pt", "tokenizer.json")) {
      hasher.putBytes(MoreFiles.asByteSource(path.resolve(file)).hash(Hashing.sha256()).asBytes());
    }
    return hasher.hash().toString().substring(0, REVISION_LENGTH);
  }

  int number(String key, int absent) {
    String value = properties.getProperty(key);
    try {
      return value == null ? absent : Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new EmbeddingException(
          key + " in " + path.resolve("serving.properties") + " is not a number: " + value, e);
    }
  }

  private static List<Path> torchScripts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".pt")).sorted().toList();
    }
  }
}
