package io.vectorstream.embedding.model;

import com.google.common.collect.Iterables;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.builtin.BuiltinModel;
import io.vectorstream.embedding.builtin.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with a model, its {@code tokenizer.json} and perhaps files of settings: every address
 * leads to one before a model is loaded.
 */
public final class ModelFolder {

  /** Hexadecimal digits of a revision: enough that two models do not share one by chance. */
  private static final int REVISION_LENGTH = 16;

  private static final String TOKENIZER = "tokenizer.json";

  private final String address;
  private final Path path;
  private final ServingProperties serving;
  private final Path tokenizer;
  private final ModelFile file;
  private final List<Path> weights;

  private ModelFolder(
      String address,
      Path path,
      ServingProperties serving,
      Path tokenizer,
      ModelFile file,
      List<Path> weights) {
    this.address = address;
    this.path = path;
    this.serving = serving;
    this.tokenizer = tokenizer;
    this.file = file;
    this.weights = weights;
  }

  /**
   * Finds or downloads the folder that the address of a model from outside names.
   *
   * @throws EmbeddingException if there is no such model, or a part of it is missing
   */
  public static ModelFolder find(ModelSpec spec) {
    return read(spec.address(), ModelLocator.locate(spec.address(), spec.resolvedCacheFolder()));
  }

  /**
   * Prepares the built-in model's folder.
   *
   * @param variant how the model is to compute
   * @throws EmbeddingException if the cache folder cannot be written
   */
  public static ModelFolder builtin(ModelSpec spec, Variant variant) {
    Path cache = spec.resolvedCacheFolder();
    try {
      return read(BuiltinModel.ADDRESS, BuiltinModel.prepare(cache, variant));
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

  /** The model at a place: a folder, or a model file that has the rest beside it. */
  private static ModelFolder read(String address, Path place) {
    try {
      boolean isFile = Files.isRegularFile(place);
      Path folder = isFile ? folderOf(place) : place;
      ServingProperties serving = ServingProperties.read(folder);
      Path tokenizer = tokenizer(address, folder);
      ModelFile file =
          isFile
              ? new ModelFile(place, ModelEngine.ofFile(place.getFileName().toString()))
              : ModelFile.choose(address, folder, serving);
      List<Path> weights = OnnxWeightFiles.of(address, file);
      return new ModelFolder(address, folder, serving, tokenizer, file, weights);
    } catch (IOException e) {
      throw new EmbeddingException("The model " + address + " could not be read: " + e, e);
    }
  }

  /** A graph in {@code onnx/} may have its tokenizer there, or one folder up with all the rest. */
  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    boolean isInner =
        folder.endsWith(ModelFile.ONNX_FOLDER) && !Files.exists(folder.resolve(TOKENIZER));
    return isInner ? folder.getParent() : folder;
  }

  private static Path tokenizer(String address, Path folder) {
    Optional<Path> tokenizer =
        Stream.of(folder, folder.resolve(ModelFile.ONNX_FOLDER))
            .map(place -> place.resolve(TOKENIZER))
            .filter(Files::exists)
            .findFirst();
    return tokenizer.orElseThrow(
        () ->
            new EmbeddingException(
                "The model " + address + " has no " + TOKENIZER + " in " + folder + "."));
  }

  /** The address that names the model. */
  public String address() {
    return address;
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** The model itself. */
  public ModelFile file() {
    return file;
  }

  /** The tokenizer's file. */
  public Path tokenizer() {
    return tokenizer;
  }

  ServingProperties serving() {
    return serving;
  }

  /**
   * The model's name: its file's, or if that is only {@code model}, the last part of the address
   * that says more.
   */
  public String name() {
    if (!isUsual(file.name())) {
      return file.name();
    }
    String[] parts = address.replaceFirst("[?#].*", "").split("[:/]+");
    for (int index = parts.length - 1; index > 0; index--) {
      String name = parts[index].replaceFirst("\\.(zip|pt|onnx)$", "");
      if (!isUsual(name)) {
        return name;
      }
    }
    return file.name();
  }

  private static boolean isUsual(String name) {
    return name.isEmpty() || name.startsWith("model") || name.equals(ModelFile.ONNX_FOLDER);
  }

  /** A hash of what makes up the vectors: the model, its weights and its tokenizer. */
  public String revision() throws IOException {
    if (address.equals(BuiltinModel.ADDRESS)) {
      return BuiltinModel.REVISION;
    }
    Hasher hasher = Hashing.sha256().newHasher();
    for (Path part : Iterables.concat(List.of(file.path(), tokenizer), weights)) {
      hasher.putBytes(MoreFiles.asByteSource(part).hash(Hashing.sha256()).asBytes());
    }
    return hasher.hash().toString().substring(0, REVISION_LENGTH);
  }
}
