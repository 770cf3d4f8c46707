package io.vectorstream.embedding;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.vectorstream.embedding.builtin.BuiltinModel;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * Names a model and how to load it. Holds no part of the model: a spec travels in the graph, the
 * model is loaded where the spec arrives.
 *
 * <p>Two equal specs name the same model, which is what sharing goes by.
 */
@AutoValue
public abstract class ModelSpec implements Serializable {

  /** The model that comes with the library and needs no network: {@value}. */
  public static final String DEFAULT_ADDRESS = BuiltinModel.ADDRESS;

  /** Where a model runs unless told otherwise: {@value}. */
  public static final String DEFAULT_DEVICE = "cpu";

  /** The system property that names the folder for prepared models on a worker: {@value}. */
  public static final String CACHE_FOLDER_PROPERTY = "vectorstream.model.cache";

  private static final long serialVersionUID = 1L;

  /** {@code builtin:all-MiniLM-L6-v2}, or {@code file:/path} of a model folder. */
  public abstract String address();

  /** {@code cpu}, or {@code gpu:N}. */
  public abstract String device();

  /** The most tokens of a text that reach the model; 0 for what the model itself says. */
  abstract int maxLength();

  /** Where prepared models are kept; empty for the worker's default. */
  abstract String cacheFolder();

  /**
   * A model at an address, with every setting at its default.
   *
   * @param address {@code builtin:all-MiniLM-L6-v2}, or {@code file:/path} of a folder that holds a
   *     TorchScript model ({@code *.pt}) and its {@code tokenizer.json}
   */
  public static ModelSpec of(String address) {
    checkArgument(!address.isBlank(), "a model needs an address, such as %s", DEFAULT_ADDRESS);
    return new AutoValue_ModelSpec(address, DEFAULT_DEVICE, 0, "");
  }

  /**
   * Cuts texts at this many tokens, the special ones included. Default: {@code maxLength} in the
   * model folder's {@code serving.properties}, or 256 if that says nothing. Longer costs more per
   * text and needs a model that was trained for it.
   */
  public ModelSpec withMaxLength(int tokens) {
    checkArgument(tokens > 2, "a maximum length of %s tokens leaves no room for a text", tokens);
    return new AutoValue_ModelSpec(address(), device(), tokens, cacheFolder());
  }

  /** Runs the model on {@code cpu} (the default) or on graphics card {@code gpu:N}. */
  public ModelSpec withDevice(String device) {
    checkArgument(
        device.matches("cpu|gpu:\\d{1,3}"), "a device is cpu or gpu:N, not \"%s\"", device);
    return new AutoValue_ModelSpec(address(), device, maxLength(), cacheFolder());
  }

  /**
   * Keeps prepared models in this folder of the worker's file system. Default: the system property
   * {@value #CACHE_FOLDER_PROPERTY} of the worker, or else {@code ~/.cache/vectorstream/models}.
   *
   * <p>The engine unpacks its native libraries (400 MB) on its own account, into {@code ~/.djl.ai}
   * or the folder in the worker's environment variable {@code DJL_CACHE_DIR}.
   */
  public ModelSpec withCacheFolder(String folder) {
    checkArgument(!folder.isBlank(), "the folder for prepared models needs a name");
    return new AutoValue_ModelSpec(address(), device(), maxLength(), folder);
  }

  /** The folder for prepared models on this machine. */
  final Path resolvedCacheFolder() {
    if (!cacheFolder().isEmpty()) {
      return Path.of(cacheFolder());
    }
    String property = System.getProperty(CACHE_FOLDER_PROPERTY);
    return property == null
        ? Path.of(System.getProperty("user.home"), ".cache", "vectorstream", "models")
        : Path.of(property);
  }
}
