package io.vectorstream.pipeline.settings;

import io.vectorstream.event.EventReader;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.generator.GeneratorConfig;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.kafka.StartPosition;
import io.vectorstream.pipeline.kafka.TopicName;
import io.vectorstream.pipeline.options.DemoOptions;
import io.vectorstream.pipeline.options.KafkaOptions;
import io.vectorstream.pipeline.options.RunOptions;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the options: the one place where their values are looked at. */
public final class SettingsReader {

  /** The default, and where the events of a demo are. */
  private static final Set<StartPosition> DEMO_STARTS =
      Set.of(StartPosition.COMMITTED, StartPosition.LATEST);

  private SettingsReader() {}

  /**
   * What the options say.
   *
   * @throws UserMistakeException if one of them makes no sense, or they contradict each other
   */
  public static Settings read(VectorStreamOptions options) {
    WriteSettings write = QdrantReader.write(options);
    Optional<KafkaConnection> kafka = KafkaReader.connection(options);
    if (kafka.isPresent() && options.getDemoFile() != null) {
      throw new UserMistakeException(
          "--demoFile is for the embedded Kafka, and --bootstrapServers names another one");
    }
    // It is looked at where there is none too.
    Optional<DemoSettings> given = demo(options);
    Optional<DemoSettings> demo = kafka.isEmpty() ? given : Optional.empty();
    EventsReader events = new EventsReader(options);
    SourceSettings source = source(options, events.events(), options.getMaxEvents());
    if (demo.isPresent() && !DEMO_STARTS.contains(source.start())) {
      throw new UserMistakeException(
          "--startFrom: the demo reads its own events only; give --demoEvents=0, and no --demoFile,"
              + " to read what the topic holds");
    }
    return new Settings(
        kafka,
        QdrantReader.connection(options, write.timeout()),
        source,
        EmbeddingReader.read(options, events.textFields(options.getTextFields())),
        CollectionReader.read(options, options.getCollection()),
        write,
        demo,
        run(options),
        ServeReader.read(options));
  }

  private static SourceSettings source(KafkaOptions options, EventReader events, long maxEvents) {
    List<String> topics =
        OptionValues.named(
            "topic",
            () -> SourceTopicNames.parse(OptionValues.notBlank("topic", options.getTopic())));
    return new SourceSettings(
        topics,
        OptionValues.notBlank("groupId", options.getGroupId()),
        StartPosition.parse(options.getStartFrom()),
        OptionValues.atLeast("maxEvents", 0, maxEvents),
        OptionValues.named("tombstones", () -> Tombstones.parse(options.getTombstones())),
        deadLetterTopics(options, topics),
        events);
  }

  private static DeadLetterTopics deadLetterTopics(KafkaOptions options, List<String> topics) {
    String own = options.getDeadLetterTopic();
    DeadLetterTopics deadLetterTopics =
        own == null
            ? DeadLetterTopics.BESIDE_EACH
            : OptionValues.named(
                "deadLetterTopic",
                () ->
                    DeadLetterTopics.named(
                        TopicName.parse(OptionValues.notBlank("deadLetterTopic", own))));
    for (String topic : topics) {
      String letters = deadLetterTopics.apply(topic);
      if (topics.contains(letters)) {
        throw new UserMistakeException(
            "--deadLetterTopic: dead letters of "
                + topic
                + " would go to "
                + letters
                + ", which is read itself: choose another topic for them");
      }
    }
    return deadLetterTopics;
  }

  private static Optional<DemoSettings> demo(DemoOptions options) {
    int products =
        OptionValues.between(
            "demoProducts", 1, GeneratorConfig.PRODUCTS_MAX, options.getDemoProducts());
    int events = OptionValues.atLeast("demoEvents", 0, options.getDemoEvents());
    Optional<Path> file = OptionValues.path("demoFile", options.getDemoFile());
    if (file.isPresent()) {
      return Optional.of(new DemoSettings(DemoLines.count(file.get()), products, file));
    }
    return events == 0
        ? Optional.empty()
        : Optional.of(new DemoSettings(events, products, Optional.empty()));
  }

  private static RunSettings run(RunOptions options) {
    return new RunSettings(
        OptionValues.millis("drainTimeout", 0, options.getDrainTimeout()),
        OptionValues.path("report", options.getReport()),
        OptionValues.path("dataDir", options.getDataDir()));
  }
}
