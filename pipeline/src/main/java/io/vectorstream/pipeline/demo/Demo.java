package io.vectorstream.pipeline.demo;

import io.vectorstream.pipeline.options.SourceTopicNames;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.tools.generator.EventGenerator;
import io.vectorstream.tools.generator.EventSender;
import io.vectorstream.tools.generator.GeneratorConfig;
import io.vectorstream.tools.generator.KafkaDestination;
import io.vectorstream.tools.generator.KafkaSink;
import io.vectorstream.tools.generator.Pace;
import java.io.PrintStream;
import java.util.Locale;

/** Generated events for a look at the pipeline at work. */
public final class Demo {

  private Demo() {}

  /** Lets a run read just the events of its demo, and end with the last of them. */
  public static void configure(VectorStreamOptions options) {
    options.setStartFrom("latest");
    if (options.getMaxEvents() == 0) {
      options.setMaxEvents(options.getDemoEvents());
    }
  }

  /** Sends the events to the first of the options' topics, as fast as it takes them. */
  public static void send(VectorStreamOptions options, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Sending %,d events about %,d products%n",
        options.getDemoEvents(),
        options.getDemoProducts());
    EventGenerator generator =
        new EventGenerator(GeneratorConfig.defaults().withProducts(options.getDemoProducts()));
    KafkaDestination destination =
        KafkaDestination.of(
            options.getBootstrapServers(), SourceTopicNames.parse(options.getTopic()).get(0));
    try (KafkaSink sink = KafkaSink.connect(destination)) {
      new EventSender(generator, sink, Pace.unlimited())
          .send(options.getDemoEvents(), progress -> {});
    }
  }
}
