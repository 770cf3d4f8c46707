package io.vectorstream.embedding.model;

import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.onnx.ExternalData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The files that an ONNX graph keeps weights in beside itself, under whatever names it gives. */
final class OnnxWeightFiles {

  private OnnxWeightFiles() {}

  /**
   * A model's files, in the order of their names; none for a TorchScript archive, which holds all
   * of its weights.
   *
   * @throws EmbeddingException if the graph names a file that is missing or outside of its folder,
   *     or is no graph
   */
  static List<Path> of(String address, ModelFile file) throws IOException {
    if (file.engine() != ModelEngine.ONNX_RUNTIME) {
      return List.of();
    }
    Path graph = file.path().toAbsolutePath().normalize();
    List<Path> files = new ArrayList<>();
    for (String location : locations(address, graph)) {
      files.add(find(address, graph, location));
    }
    return files;
  }

  private static SortedSet<String> locations(String address, Path graph) throws IOException {
    try (FileChannel channel = FileChannel.open(graph)) {
      ByteBuffer content = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      return ExternalData.locations(content);
    } catch (IOException | IllegalArgumentException e) {
      throw new EmbeddingException(
          "The model "
              + address
              + " could not be loaded: "
              + graph
              + " is not an ONNX graph ("
              + e.getMessage()
              + ").",
          e);
    }
  }

  private static Path find(String address, Path graph, String location) {
    Path folder = graph.getParent();
    Path file = resolve(folder, location);
    if (file == null || file.equals(folder) || !file.startsWith(folder)) {
      throw new EmbeddingException(
          "The model "
              + address
              + " cannot be used: its graph names the file \""
              + location
              + "\" for weights, which is not in its folder "
              + folder
              + ".");
    }
    if (!Files.isRegularFile(file)) {
      throw new EmbeddingException(
          "The model " + address + " has no file " + file + ", which its graph names for weights.");
    }
    return file;
  }

  /** Where a location leads to; null for an absolute path, or what cannot be a path. */
  private static @Nullable Path resolve(Path folder, String location) {
    try {
      Path path = Path.of(location);
      return path.isAbsolute() ? null : folder.resolve(path).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
