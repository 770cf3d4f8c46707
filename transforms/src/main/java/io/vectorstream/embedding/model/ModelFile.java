package io.vectorstream.embedding.model;

import io.vectorstream.embedding.EmbeddingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file that holds a model, and what runs it.
 *
 * @param path the TorchScript archive or ONNX graph
 * @param engine what runs it
 */
public record ModelFile(Path path, ModelEngine engine) {

  /** The folder in which Hugging Face's repositories keep ONNX graphs. */
  static final String ONNX_FOLDER = "onnx";

  /** The name of a model file in a folder that is itself named after the model. */
  private static final String USUAL_NAME = "model";

  /** The file's name without its ending. */
  public String name() {
    String name = path.getFileName().toString();
    return name.substring(0, name.length() - engine.ending().length());
  }

  /**
   * The model's file in a folder: the one that the {@code serving.properties} name, the only one,
   * or of several the one called {@code model} or like the folder, TorchScript before ONNX.
   *
   * @throws EmbeddingException if there is none, or several could be meant
   */
  static ModelFile choose(String address, Path folder, ServingProperties serving)
      throws IOException {
    ModelEngine engine = engine(address, serving);
    String wanted = serving.text("option.modelName");
    List<ModelFile> files =
        candidates(folder).stream()
            .filter(file -> engine == null || file.engine == engine)
            .filter(file -> wanted == null || file.isCalled(wanted))
            .toList();
    if (files.isEmpty()) {
      throw new EmbeddingException(
          "The model " + address + " has no " + lookedFor(engine, wanted) + " in " + folder + ".");
    }
    if (files.size() == 1 || wanted != null) {
      return files.get(0);
    }
    return Stream.of(USUAL_NAME, folder.getFileName().toString())
        .flatMap(name -> files.stream().filter(file -> file.isCalled(name)))
        .findFirst()
        .orElseThrow(() -> ambiguous(address, folder, files));
  }

  private boolean isCalled(String name) {
    return path.endsWith(name) || path.endsWith(name + engine.ending());
  }

  private static @Nullable ModelEngine engine(String address, ServingProperties serving) {
    String name = serving.text("engine");
    ModelEngine engine = name == null ? null : ModelEngine.ofDjlName(name);
    if (name != null && engine == null) {
      throw new EmbeddingException(
          "The model "
              + address
              + " wants the engine "
              + name
              + " ("
              + serving.file()
              + "); there are PyTorch and OnnxRuntime.");
    }
    return engine;
  }

  /** Every model file: of TorchScript first, then of ONNX, the folder's own first. */
  private static List<ModelFile> candidates(Path folder) throws IOException {
    List<ModelFile> files = new ArrayList<>(inFolder(folder, ModelEngine.PYTORCH));
    files.addAll(inFolder(folder, ModelEngine.ONNX_RUNTIME));
    Path onnx = folder.resolve(ONNX_FOLDER);
    if (Files.isDirectory(onnx)) {
      files.addAll(inFolder(onnx, ModelEngine.ONNX_RUNTIME));
    }
    return files;
  }

  private static List<ModelFile> inFolder(Path folder, ModelEngine engine) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(engine.ending()))
          .sorted()
          .map(file -> new ModelFile(file, engine))
          .toList();
    }
  }

  private static String lookedFor(@Nullable ModelEngine engine, @Nullable String name) {
    String stem = name == null ? "*" : name;
    String torchScript = "TorchScript model (" + stem + ".pt)";
    String onnx = "ONNX model (" + stem + ".onnx, also looked for in " + ONNX_FOLDER + "/)";
    if (engine == null) {
      return torchScript + " or " + onnx;
    }
    return engine == ModelEngine.PYTORCH ? torchScript : onnx;
  }

  private static EmbeddingException ambiguous(String address, Path folder, List<ModelFile> files) {
    return new EmbeddingException(
        "The model "
            + address
            + " has several model files ("
            + String.join(
                ", ", files.stream().map(file -> folder.relativize(file.path).toString()).toList())
            + "): name one of them in the address, or as option.modelName in its"
            + " serving.properties.");
  }
}
