package io.vectorstream.embedding.djl;

import ai.djl.engine.Engine;

/** What an engine can run models on, beside the CPU. */
@FunctionalInterface
interface Devices {

  /** The number of graphics cards that the engine sees; it counts them from 0. */
  int gpuCount();

  /**
   * What an engine of DJL sees. That is nothing unless its native library was built for CUDA; and
   * DJL asks CUDA's runtime library ({@code libcudart}), which has to be where the process looks
   * for libraries.
   */
  static Devices of(String engine) {
    return () -> Engine.getEngine(engine).getGpuCount();
  }
}
