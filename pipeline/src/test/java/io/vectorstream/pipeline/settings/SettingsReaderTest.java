package io.vectorstream.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.event.EventReader;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.kafka.StartPosition;
import io.vectorstream.pipeline.options.VectorStreamOptions;
import io.vectorstream.serve.ServeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {

  private static Settings read(String... args) {
    return SettingsReader.read(PipelineOptionsFactory.fromArgs(args).as(VectorStreamOptions.class));
  }

  private static SourceSettings source(String... args) {
    return read(args).source();
  }

  @Test
  void hasNoAddressOfWhatRunsInsideTheProcess() {
    Settings embedded = read();

    assertThat(embedded.kafka()).isEmpty();
    assertThat(embedded.qdrant()).isEmpty();
    assertThat(embedded.demo()).contains(new DemoSettings(50_000, 1_000, Optional.empty()));
  }

  @Test
  void isServedUnlessItIsNotWanted() {
    assertThat(read().serve())
        .contains(
            new ServeSettings("localhost", 8080, Duration.ofMinutes(5), false, Optional.empty()));
    assertThat(read("--httpHost=0.0.0.0", "--httpPort=0", "--unhealthyAfter=7").serve())
        .contains(new ServeSettings("0.0.0.0", 0, Duration.ofMillis(7), false, Optional.empty()));
    assertThat(read("--noHttp").serve()).isEmpty();
    assertThatThrownBy(() -> read("--httpPort=65536"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage("--httpPort has to be at most 65535, it is 65536");
    assertThatThrownBy(() -> read("--unhealthyAfter=0"))
        .hasMessage("--unhealthyAfter has to be at least 1, it is 0");
  }

  @Test
  void sendsNoDemoToAnotherKafka() {
    Settings settings = read("--bootstrapServers=kafka:9092");

    assertThat(settings.kafka()).contains(KafkaConnection.of("kafka:9092"));
    assertThat(settings.demo()).isEmpty();
    assertThat(read("--demoEvents=0").demo()).isEmpty();
  }

  @Test
  void looksAtKafkasPropertiesAtOnce(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "client.rack=a");
    String option = "--kafkaProperties=" + file;

    assertThat(read("--bootstrapServers=kafka:9092", option).kafka())
        .contains(KafkaConnection.of("kafka:9092").withPropertiesFile(file.toString()));
    assertThatThrownBy(() -> read(option))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--kafkaProperties: the properties are for the brokers that --bootstrapServers names,"
                + " it is embedded");
    Files.writeString(file, "group.id=g");
    assertThatThrownBy(() -> read("--bootstrapServers=kafka:9092", option))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--kafkaProperties: group.id cannot be set in %s: the consumer group is named by"
                + " --groupId",
            file);
    Files.delete(file);
    assertThatThrownBy(() -> read("--bootstrapServers=kafka:9092", option))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage("--kafkaProperties: There is no file " + file);
  }

  @Test
  void takesEverythingThatIsGiven() {
    Settings settings =
        read(
            "--topic=orders,views",
            "--groupId=g",
            "--startFrom=latest",
            "--maxEvents=7",
            "--tombstones=delete",
            "--qdrantTimeout=5",
            "--qdrantMaxOutage=6",
            "--versionField=v",
            "--drainTimeout=8",
            "--report=r.json",
            "--dataDir=d",
            "--demoEvents=9",
            "--demoProducts=10",
            "--writeBatchSize=11",
            "--embeddingBatchSize=12");

    assertThat(settings.source())
        .isEqualTo(
            new SourceSettings(
                List.of("orders", "views"),
                "g",
                StartPosition.LATEST,
                7,
                Tombstones.DELETE,
                DeadLetterTopics.BESIDE_EACH,
                EventReader.ofJson()));
    assertThat(settings.write())
        .isEqualTo(
            new WriteSettings(11, Duration.ofMillis(5), Duration.ofMillis(6), Optional.of("v")));
    assertThat(settings.embedding().batchSize()).isEqualTo(12);
    assertThat(settings.run())
        .isEqualTo(
            new RunSettings(
                Duration.ofMillis(8), Optional.of(Path.of("r.json")), Optional.of(Path.of("d"))));
    assertThat(settings.demo()).contains(new DemoSettings(9, 10, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "drainTimeout",
        "maxBatchDelay",
        "qdrantMaxOutage",
        "qdrantTimeout",
        "unhealthyAfter"
      })
  void noTimeIsLongerThanACentury(String option) {
    assertThatThrownBy(() -> read("--" + option + "=9223372036854775807"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage("--" + option + " has to be at most 3153600000000, it is 9223372036854775807");
    read("--" + option + "=3153600000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "2026-01-31T09:30:00Z"})
  void aDemoStartsWhereItsEventsAre(String start) {
    assertThatThrownBy(() -> read("--dataDir=d", "--startFrom=" + start))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage(
            "--startFrom: the demo reads its own events only; give --demoEvents=0, and no"
                + " --demoFile, to read what the topic holds");
    assertThat(source("--demoEvents=0", "--startFrom=" + start).start().committed()).isFalse();
    assertThat(source("--bootstrapServers=kafka:9092", "--startFrom=" + start).start().committed())
        .isFalse();
  }

  @Test
  void looksAtTheDemoAlsoWhereThereIsNone() {
    assertThatThrownBy(() -> read("--bootstrapServers=kafka:9092", "--demoEvents=-1"))
        .isInstanceOf(UserMistakeException.class)
        .hasMessage("--demoEvents has to be at least 0, it is -1");
  }

  @Test
  void namesTheDeadLetterTopicAfterTheTopicOfTheRecord() {
    DeadLetterTopics own = source("--topic=orders,views").deadLetterTopics();
    assertThat(own.apply("orders")).isEqualTo("orders.dlq");
    assertThat(own.apply("views")).isEqualTo("views.dlq");

    DeadLetterTopics one =
        source("--topic=orders,views", "--deadLetterTopic=letters").deadLetterTopics();
    assertThat(one.apply("views")).isEqualTo("letters");
  }

  @Test
  void readsTheNamesOfSeveralTopics() {
    assertThat(SourceTopicNames.parse("orders")).containsExactly("orders");
    assertThat(SourceTopicNames.parse("orders, views")).containsExactly("orders", "views");
    for (String wrong : List.of("", " ", "orders,", ",orders", "orders,,views")) {
      assertThatThrownBy(() -> SourceTopicNames.parse(wrong))
          .hasMessageStartingWith("a topic's name has 1 to 249 ASCII letters")
          .hasMessageEndingWith("it is \"\"");
    }
    assertThatThrownBy(() -> SourceTopicNames.parse("orders,views,orders"))
        .hasMessage("a topic is named twice in \"orders,views,orders\"");
  }
}
