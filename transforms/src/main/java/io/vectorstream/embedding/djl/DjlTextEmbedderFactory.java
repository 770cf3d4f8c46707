package io.vectorstream.embedding.djl;

import ai.djl.MalformedModelException;
import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.TextInput;
import io.vectorstream.embedding.model.ModelEngine;
import io.vectorstream.embedding.model.ModelFolder;
import io.vectorstream.embedding.model.ModelSettings;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Precision;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens models with DJL: chooses device and precision, finds the files, loads them. */
record DjlTextEmbedderFactory(ModelSpec spec) implements TextEmbedderFactory {

  private static final Logger LOG = LoggerFactory.getLogger(DjlTextEmbedderFactory.class);
  private static final CpuFeatures CPU = CpuFeatures.ofThisMachine();

  @Override
  public TextEmbedder open() {
    DjlRuntime.configure();
    return spec.address().equals(ModelSpec.DEFAULT_ADDRESS) ? openBuiltin() : openOutside();
  }

  private TextEmbedder openBuiltin() {
    List<String> devices = devices(ModelEngine.PYTORCH);
    // What was wanted of a graphics card may be slow on the CPU that takes its place.
    Function<String, PrecisionChoice> choices =
        device ->
            PrecisionChoice.of(
                devices.contains(device) ? spec.precision() : Precision.AUTO, device, CPU);
    return open(
        devices,
        device -> choices.apply(device).precision(),
        device -> ModelFolder.builtin(spec, choices.apply(device).variant()));
  }

  /** The engines run a finished graph in the numbers it was written in. */
  private TextEmbedder openOutside() {
    ModelFolder folder = ModelFolder.find(spec);
    if (spec.precision() != Precision.AUTO && spec.precision() != Precision.FP32) {
      LOG.warn(
          "The model {} cannot run in {}, which only the built-in model can: it runs in fp32",
          spec.address(),
          spec.precision());
    }
    return open(devices(folder.file().engine()), device -> Precision.FP32, device -> folder);
  }

  /** ONNX Runtime as it comes with the library computes on the processor alone. */
  private List<String> devices(ModelEngine engine) {
    boolean onnxAnywhere =
        engine == ModelEngine.ONNX_RUNTIME && spec.device().equals(DeviceChoice.AUTO);
    return onnxAnywhere
        ? List.of(DeviceChoice.CPU)
        : DeviceChoice.forEngine(engine.djlName()).of(spec.device());
  }

  private TextEmbedder open(
      List<String> devices,
      Function<String, Precision> precisions,
      Function<String, ModelFolder> folders) {
    ModelFolder folder = folders.apply(devices.get(0));
    ModelSettings settings = ModelSettings.of(folder, spec);
    try {
      TextTokenizer tokenizer =
          TextTokenizer.load(folder.tokenizer(), settings.maxLength(), settings.lowerCase());
      try {
        Probe probe = new Probe(spec.address(), tokenizer.encode("dimension"));
        ModelSession session =
            DeviceSessions.open(
                devices,
                spec.device().equals(DeviceChoice.AUTO),
                device -> load(folders.apply(device), settings, device, probe),
                LostGpus.OF_PROCESS::add);
        try {
          // Where the model was loaded, which may be the CPU instead of a card.
          Precision precision = precisions.apply(DeviceChoice.first(session.device()));
          ModelIdentity identity = identity(folder, settings, probe, precision);
          return new DjlTextEmbedder(spec, identity, tokenizer, settings, session);
        } catch (Throwable t) {
          session.close();
          throw t;
        }
      } catch (Throwable t) {
        tokenizer.close();
        throw t;
      }
    } catch (EmbeddingException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw notLoaded(folder, "", e);
    }
  }

  private static ModelIdentity identity(
      ModelFolder folder, ModelSettings settings, Probe probe, Precision precision)
      throws IOException {
    return new ModelIdentity(
        folder.name(),
        folder.revision(),
        probe.pooledByModel() ? ModelIdentity.POOLED_BY_MODEL : settings.pooling().toString(),
        settings.normalize(),
        probe.dimension(),
        precision.toString(),
        new TextInput(
            settings.prefix(), settings.maxLength(), settings.lowerCase(), probe.tokenTypes()));
  }

  /** Loads the model on a device and tries it there. */
  private ModelSession load(
      ModelFolder folder, ModelSettings settings, String device, Probe probe) {
    try {
      DjlSession session = DjlSession.load(spec.address(), folder, settings, device);
      try {
        probe.run(session);
        LOG.debug("The model {} is loaded on {}", spec.address(), device);
        return session;
      } catch (Throwable t) {
        session.close();
        throw t;
      }
    } catch (EmbeddingException e) {
      throw e;
    } catch (IOException | MalformedModelException | RuntimeException e) {
      throw notLoaded(folder, device.equals(DeviceChoice.CPU) ? "" : " on " + device, e);
    }
  }

  private EmbeddingException notLoaded(ModelFolder folder, String where, Exception e) {
    return new EmbeddingException(
        "The model "
            + spec.address()
            + " in "
            + folder.path()
            + " could not be loaded"
            + where
            + ": "
            + DjlRuntime.reason(e),
        e);
  }
}
