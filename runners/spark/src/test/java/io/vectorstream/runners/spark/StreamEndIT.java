package io.vectorstream.runners.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.StreamingContext;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class StreamEndIT {

  @Test
  void withoutAStreamThereIsNothingToEnd() {
    StreamEnd.await();
  }

  @Test
  void workThatNoExecutorDoesIsNotWaitedForBeyondThePatience() {
    SparkConf conf =
        new SparkConf()
            .setAppName("StreamEndIT")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1");
    RpcEnv master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    conf.setMaster("spark://127.0.0.1:" + master.address().port());
    try (JavaStreamingContext streaming =
        new JavaStreamingContext(conf, Durations.milliseconds(100))) {
      Queue<JavaRDD<Integer>> work = new LinkedList<>();
      work.add(streaming.sparkContext().parallelize(List.of(1, 2)));
      // As Beam does, which counts what was read while Spark plans.
      streaming.queueStream(work).transform(StreamEndIT::counted).print();
      streaming.start();
      while (streaming.sparkContext().statusTracker().getActiveJobIds().length == 0) {
        Thread.onSpinWait();
      }

      StreamEnd.await(streaming.ssc(), Duration.ofMillis(100));

      assertThat(StreamingContext.getActive().isEmpty()).isTrue();
    } finally {
      master.shutdown();
    }
  }

  private static JavaRDD<Integer> counted(JavaRDD<Integer> numbers) {
    assertThat(numbers.count()).isEqualTo(2);
    return numbers;
  }
}
