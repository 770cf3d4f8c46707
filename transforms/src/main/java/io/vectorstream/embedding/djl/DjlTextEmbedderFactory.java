package io.vectorstream.embedding.djl;

import ai.djl.MalformedModelException;
import ai.djl.repository.zoo.ModelNotFoundException;
import io.vectorstream.embedding.EmbeddingException;
import io.vectorstream.embedding.ModelIdentity;
import io.vectorstream.embedding.TextEmbedder;
import io.vectorstream.embedding.TextEmbedderFactory;
import io.vectorstream.embedding.model.ModelFolder;
import io.vectorstream.embedding.model.ModelSettings;
import io.vectorstream.embedding.model.ModelSpec;
import io.vectorstream.embedding.model.Precision;
import java.io.IOException;
import java.util.List;

/** Opens models with DJL: settles device and precision, finds the files, loads them. */
record DjlTextEmbedderFactory(ModelSpec spec) implements TextEmbedderFactory {

  private static final CpuFeatures CPU = CpuFeatures.ofThisMachine();

  @Override
  public TextEmbedder open() {
    DjlRuntime.configure();
    List<String> devices = DeviceChoice.forEngine(DjlSession.PYTORCH).of(spec.device());
    PrecisionChoice choice = PrecisionChoice.of(spec, devices.get(0), CPU);
    ModelFolder folder = ModelFolder.find(spec, choice.variant());
    ModelSettings settings = ModelSettings.of(folder, spec);
    try {
      TextTokenizer tokenizer = TextTokenizer.load(folder.path(), settings.maxLength());
      try {
        return open(folder, settings, devices, choice.precision(), tokenizer);
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

  private TextEmbedder open(
      ModelFolder folder,
      ModelSettings settings,
      List<String> devices,
      Precision precision,
      TextTokenizer tokenizer)
      throws IOException {
    long[][] probe = {tokenizer.encode("dimension")};
    ModelSession session =
        DeviceSessions.open(
            devices,
            spec.device().equals(DeviceChoice.AUTO),
            device -> load(settings, device, precisionOn(device, devices), probe),
            LostGpus.OF_PROCESS::add);
    try {
      int dimension = session.run(probe)[0].length;
      ModelIdentity identity =
          new ModelIdentity(
              folder.modelName(),
              folder.revision(),
              settings.pooling().toString(),
              settings.normalize(),
              dimension,
              precision.toString());
      return new DjlTextEmbedder(spec, identity, tokenizer, settings.prefix(), session);
    } catch (Throwable t) {
      session.close();
      throw t;
    }
  }

  /** What was wanted of a graphics card may be slow on the CPU that takes its place. */
  private PrecisionChoice precisionOn(String device, List<String> chosen) {
    ModelSpec wanted = chosen.contains(device) ? spec : spec.withPrecision(Precision.AUTO);
    return PrecisionChoice.of(wanted, device, CPU);
  }

  /** Loads the model on a device and runs it once: what the device cannot do shows here. */
  private ModelSession load(
      ModelSettings settings, String device, PrecisionChoice choice, long[][] probe) {
    ModelFolder folder = ModelFolder.find(spec, choice.variant());
    try {
      ModelSession session = DjlSession.load(spec.address(), folder, settings, device);
      try {
        session.run(probe);
        return session;
      } catch (Throwable t) {
        session.close();
        throw t;
      }
    } catch (EmbeddingException e) {
      throw e;
    } catch (IOException | MalformedModelException | ModelNotFoundException | RuntimeException e) {
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
