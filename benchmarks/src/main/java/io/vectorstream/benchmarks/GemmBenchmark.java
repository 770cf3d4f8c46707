package io.vectorstream.benchmarks;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vectorstream.embedding.djl.DjlTextEmbedders;
import io.vectorstream.embedding.model.ModelSpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The processor's ceiling: single precision matrix products through the same library, PyTorch by
 * way of DJL, and by as many callers as there are cores.
 */
public class GemmBenchmark {

  /** Two matrices of each caller's own. */
  @State(Scope.Thread)
  public static class Matrices {

    /** Rows, inner size and columns: those of the model's larger products, and a square. */
    @Param({"1056x384x1536", "1056x1536x384", "1024x1024x1024"})
    public String shape;

    private NDManager manager;
    private NDArray left;
    private NDArray right;

    /** Fills the matrices with noise. */
    @Setup(Level.Trial)
    public void create() {
      // Opening a model settles the engine's threads the way every model runs.
      DjlTextEmbedders.alone(ModelSpec.of(ModelSpec.DEFAULT_ADDRESS)).open().close();
      String[] sizes = shape.split("x");
      manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
      long inner = Long.parseLong(sizes[1]);
      left = manager.randomNormal(new Shape(Long.parseLong(sizes[0]), inner));
      right = manager.randomNormal(new Shape(inner, Long.parseLong(sizes[2])));
    }

    /** Frees the matrices. */
    @TearDown(Level.Trial)
    public void close() {
      manager.close();
    }
  }

  /** Multiplications and additions of one product of a shape, in billions. */
  static double gigaflops(String shape) {
    double flops = 2e-9;
    for (String size : shape.split("x")) {
      flops *= Integer.parseInt(size);
    }
    return flops;
  }

  /** Products a second. */
  @Benchmark
  public void multiply(Matrices matrices) {
    matrices.left.matMul(matrices.right).close();
  }
}
