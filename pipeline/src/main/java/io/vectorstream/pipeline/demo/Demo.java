package io.vectorstream.pipeline.demo;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.generator.EventGenerator;
import io.vectorstream.local.generator.EventSender;
import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.local.generator.Pace;
import io.vectorstream.pipeline.kafka.StartPosition;
import io.vectorstream.pipeline.settings.DemoLines;
import io.vectorstream.pipeline.settings.DemoSettings;
import io.vectorstream.pipeline.settings.Settings;
import io.vectorstream.pipeline.settings.SourceSettings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/** Generated events for a look at the pipeline at work. */
public final class Demo {

  private Demo() {}

  /** Lets a run that has a demo read just the events of it, and end with the last of them. */
  public static Settings configure(Settings settings) {
    if (settings.demo().isEmpty()) {
      return settings;
    }
    SourceSettings source = settings.source().withStart(StartPosition.LATEST);
    return settings.withSource(
        source.maxEvents() == 0 ? source.withMaxEvents(settings.demo().get().events()) : source);
  }

  /** Sends the events to a topic, as fast as it takes them. */
  public static void send(DemoSettings demo, KafkaConnection kafka, String topic, PrintStream out) {
    if (demo.file().isPresent()) {
      send(demo.file().get(), demo.events(), kafka, topic, out);
      return;
    }
    out.printf(
        Locale.ROOT, "Sending %,d events about %,d products%n", demo.events(), demo.products());
    EventGenerator generator =
        new EventGenerator(GeneratorConfig.defaults().withProducts(demo.products()));
    KafkaDestination destination = KafkaDestination.of(kafka, topic);
    try (KafkaSink sink = KafkaSink.connect(destination)) {
      new EventSender(generator, sink, Pace.unlimited()).send(demo.events(), progress -> {});
    }
  }

  private static void send(
      Path file, int lines, KafkaConnection kafka, String topic, PrintStream out) {
    out.printf(Locale.ROOT, "Sending the %,d lines of %s%n", lines, file);
    try (KafkaSink sink = KafkaSink.connect(KafkaDestination.of(kafka, topic))) {
      // Without a key of its own each line goes to the partition of an empty one, in their order.
      DemoLines.forEach(file, line -> sink.send(new GeneratedEvent(new byte[0], line, null, null)));
      sink.flush();
    }
  }
}
