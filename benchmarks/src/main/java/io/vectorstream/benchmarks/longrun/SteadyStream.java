package io.vectorstream.benchmarks.longrun;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.EventSender;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.local.generator.Pace;
import io.vectorstream.pipeline.demo.KafkaDestination;
import io.vectorstream.pipeline.demo.KafkaSink;

/**
 * Generated events at a steady rate. Their ids come again after a while, so that the store, which
 * is not what is watched, does not grow for ever.
 */
final class SteadyStream implements AutoCloseable {

  private static final int DIFFERENT = 100_000;

  private final Thread thread;
  private final KafkaSink sink;
  private final double perSecond;
  private long sent;
  private boolean ended;
  private EventSender sender;

  private SteadyStream(KafkaSink sink, double perSecond) {
    this.sink = sink;
    this.perSecond = perSecond;
    this.sender = sender();
    this.thread = new Thread(this::send, "stream");
  }

  /** Sends to a topic that exists until it is closed. */
  static SteadyStream start(String bootstrapServers, String topic, double perSecond) {
    KafkaDestination destination = KafkaDestination.of(KafkaConnection.of(bootstrapServers), topic);
    SteadyStream stream = new SteadyStream(KafkaSink.connect(destination), perSecond);
    stream.thread.start();
    return stream;
  }

  private EventSender sender() {
    EventGenerator generator = new EventGenerator(GeneratorConfig.defaults());
    return new EventSender(generator, sink, Pace.steady(perSecond));
  }

  private void send() {
    do {
      sent += sender.send(DIFFERENT, progress -> {}).sent();
    } while (begunAgain());
  }

  private synchronized boolean begunAgain() {
    if (!ended) {
      sender = sender();
    }
    return !ended;
  }

  /** Ends the stream, and tells how many events it has had. */
  long end() throws InterruptedException {
    synchronized (this) {
      ended = true;
      sender.stop();
    }
    thread.join();
    return sent;
  }

  @Override
  public void close() throws InterruptedException {
    end();
    sink.close();
  }
}
