package io.vectorstream.embedding.model;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.vectorstream.embedding.builtin.BuiltinModel;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Names a model and how to load it. Holds no part of the model: a spec travels in the graph, the
 * model is loaded where the spec arrives.
 *
 * <p>Two equal specs name the same model and can share it. What is left unset is what the model's
 * own files say.
 */
@AutoValue
public abstract class ModelSpec implements Serializable {

  /** The model that comes with the library and needs no network: {@value}. */
  public static final String DEFAULT_ADDRESS = BuiltinModel.ADDRESS;

  /** Where a model runs unless told otherwise: {@value}. */
  public static final String DEFAULT_DEVICE = "auto";

  /** The least maximum length, {@value} tokens: two special ones and one of the text. */
  public static final int MAX_LENGTH_LEAST = 3;

  /** The system property that names the folder for prepared models on a worker: {@value}. */
  public static final String CACHE_FOLDER_PROPERTY = "vectorstream.model.cache";

  private static final long serialVersionUID = 1L;

  /** Where the model is, such as {@code builtin:all-MiniLM-L6-v2}. */
  public abstract String address();

  /** {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}. */
  public abstract String device();

  /** What the model is to compute with. */
  public abstract Precision precision();

  /** The most tokens of a text that reach the model; null for what the model itself says. */
  public abstract @Nullable Integer maxLength();

  /** How token vectors become one; null for what the model itself says. */
  public abstract @Nullable Pooling pooling();

  /** Whether vectors are scaled to length one; null for what the model itself says. */
  public abstract @Nullable Boolean normalize();

  /** Whether the model is given token types; null for what the model itself says. */
  public abstract @Nullable Boolean tokenTypes();

  /** What is put before every text that is stored; null for what the model itself says. */
  public abstract @Nullable String prefix();

  /** What is put before a query; null for what the model itself says. */
  public abstract @Nullable String queryPrefix();

  /** Where prepared models are kept; null for the worker's default. */
  abstract @Nullable String cacheFolder();

  abstract Builder toBuilder();

  /**
   * A model at an address, with every setting at its default.
   *
   * @param address {@code builtin:all-MiniLM-L6-v2}; {@code file:/path} of a folder or zip that
   *     holds a TorchScript or ONNX model and its {@code tokenizer.json}, or of the model file in
   *     such a folder; {@code https://} of such a zip; {@code djl://group/artifact} of DJL's model
   *     zoo; or {@code s3://} or {@code hdfs://} where DJL's extension for it is on the class path
   */
  public static ModelSpec of(String address) {
    checkArgument(!address.isBlank(), "a model needs an address, such as %s", DEFAULT_ADDRESS);
    return new AutoValue_ModelSpec.Builder()
        .address(address)
        .device(DEFAULT_DEVICE)
        .precision(Precision.AUTO)
        .build();
  }

  /**
   * Cuts texts at this many tokens, the special ones included. Longer costs more per text and needs
   * a model that was trained for it.
   */
  public ModelSpec withMaxLength(int tokens) {
    checkArgument(
        tokens >= MAX_LENGTH_LEAST,
        "a maximum length of %s tokens leaves no room for a text",
        tokens);
    return toBuilder().maxLength(tokens).build();
  }

  /**
   * Runs the model on {@code cpu}, on any graphics card ({@code gpu}), on a certain one ({@code
   * gpu:N}), or on a graphics card if there is one ({@code auto}, the default).
   */
  public ModelSpec withDevice(String device) {
    checkArgument(
        device.matches("auto|cpu|gpu|gpu:\\d{1,3}"),
        "a device is auto, cpu, gpu or gpu:N, not \"%s\"",
        device);
    return toBuilder().device(device).build();
  }

  /** Computes in another precision. Default: {@link Precision#AUTO}. */
  public ModelSpec withPrecision(Precision precision) {
    return toBuilder().precision(precision).build();
  }

  /** Pools token vectors in another way than the model's files say. */
  public ModelSpec withPooling(Pooling pooling) {
    return toBuilder().pooling(pooling).build();
  }

  /** Scales vectors to length one, or does not, whatever the model's files say. */
  public ModelSpec withNormalize(boolean normalize) {
    return toBuilder().normalize(normalize).build();
  }

  /** Gives the model token types (all zero), or does not, whatever the model's files say. */
  public ModelSpec withTokenTypes(boolean tokenTypes) {
    return toBuilder().tokenTypes(tokenTypes).build();
  }

  /**
   * Puts an instruction before every text that is stored, such as {@code "passage: "}, whatever the
   * model's files say; empty for none.
   */
  public ModelSpec withPrefix(String prefix) {
    return toBuilder().prefix(prefix).build();
  }

  /**
   * Puts an instruction before every query, such as {@code "query: "}, whatever the model's files
   * say; empty for none. Default: what the files say, or else what stands before texts.
   */
  public ModelSpec withQueryPrefix(String prefix) {
    return toBuilder().queryPrefix(prefix).build();
  }

  /**
   * Keeps prepared models in this folder of the worker's file system. Default: the system property
   * {@value #CACHE_FOLDER_PROPERTY} of the worker, or else {@code ~/.cache/vectorstream/models}.
   *
   * <p>The engine unpacks its native libraries (400 MB) by itself, into {@code ~/.djl.ai} or the
   * folder in the worker's environment variable {@code DJL_CACHE_DIR}.
   */
  public ModelSpec withCacheFolder(String folder) {
    checkArgument(!folder.isBlank(), "the folder for prepared models needs a name");
    return toBuilder().cacheFolder(folder).build();
  }

  /** The folder for prepared models on this machine. */
  public final Path resolvedCacheFolder() {
    String folder = cacheFolder();
    if (folder != null) {
      return Path.of(folder);
    }
    String property = System.getProperty(CACHE_FOLDER_PROPERTY);
    return property == null
        ? Path.of(System.getProperty("user.home"), ".cache", "vectorstream", "models")
        : Path.of(property);
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder address(String address);

    abstract Builder device(String device);

    abstract Builder precision(Precision precision);

    abstract Builder maxLength(Integer maxLength);

    abstract Builder pooling(Pooling pooling);

    abstract Builder normalize(Boolean normalize);

    abstract Builder tokenTypes(Boolean tokenTypes);

    abstract Builder prefix(String prefix);

    abstract Builder queryPrefix(String queryPrefix);

    abstract Builder cacheFolder(String cacheFolder);

    abstract ModelSpec build();
  }
}
