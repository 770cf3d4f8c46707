package io.vectorstream.embedding.djl;

import com.google.common.base.Throwables;

/**
 * Settings of the engine for the whole process, which have to be made before the engine starts.
 * What a user sets as a system property (or as DJL's environment variable) wins.
 */
final class DjlRuntime {

  /**
   * Threads that one call of the model uses: {@value}. There are many callers (a DoFn instance for
   * each core), and two single-threaded calls side by side are faster than one call on two threads.
   * PyTorch takes another number from the system property {@code ai.djl.pytorch.num_threads}.
   */
  static final int THREADS_PER_CALL = 1;

  private DjlRuntime() {}

  /** Has an effect only once, and only before DJL is first used in the process. */
  static void configure() {
    setIfAbsent("ai.djl.pytorch.num_threads", String.valueOf(THREADS_PER_CALL));
    setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
    // The profiling executor specializes on shapes that change with every batch: no gain here.
    setIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
    setIfAbsent("ai.djl.onnxruntime.num_threads", String.valueOf(THREADS_PER_CALL));
    setIfAbsent("ai.djl.onnxruntime.num_interop_threads", "1");
    // Everything needed is on the class path: no download, and no usage report to DJL's makers. A
    // model that an address asks for is downloaded all the same.
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("OPT_OUT_TRACKING", "true");
  }

  /**
   * The cause of an engine's failure in one line: libtorch's own messages are pages long, and
   * TorchScript's say what went wrong in their last line.
   */
  static String reason(Throwable failure) {
    Throwable root = Throwables.getRootCause(failure);
    String message = root.getMessage();
    return message == null || message.isBlank()
        ? root.getClass().getSimpleName()
        : message
            .lines()
            .filter(line -> line.startsWith("RuntimeError: "))
            .findFirst()
            .orElseGet(() -> message.strip().lines().findFirst().orElseThrow());
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
