package io.vectorstream.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

final class TopicGenerationsTest {

  @Test
  void aTopicThatIsMadeAgainHasAGreaterNumberAndOneThatStaysHasTheSame() {
    Uuid staying = Uuid.randomUuid();
    SourceTopics topics = topics(Uuid.randomUuid(), staying);
    Map<String, Long> before = topics.generations();

    Map<String, Long> after = topics(Uuid.randomUuid(), staying).generations();

    assertThat(before).containsOnlyKeys("made again", "staying");
    assertThat(after.get("made again")).isGreaterThan(before.get("made again"));
    assertThat(after).containsEntry("staying", before.get("staying"));
    assertThat(topics.generations()).as("as another run would find them").isEqualTo(before);
  }

  private static SourceTopics topics(Uuid madeAgain, Uuid staying) {
    return new SourceTopics(Map.of("made again", madeAgain, "staying", staying), List.of());
  }
}
