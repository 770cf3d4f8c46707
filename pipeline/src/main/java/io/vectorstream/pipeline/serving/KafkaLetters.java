package io.vectorstream.pipeline.serving;

import io.vectorstream.deadletter.archive.LetterArchive;
import io.vectorstream.deadletter.archive.LetterReplay;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.kafka.KafkaFailure;
import io.vectorstream.pipeline.settings.SourceSettings;
import io.vectorstream.serve.RunLetters;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Dead letters where the settings say that they are kept. */
final class KafkaLetters implements RunLetters {

  private final KafkaConnection kafka;
  private final SourceSettings source;

  KafkaLetters(KafkaConnection kafka, SourceSettings source) {
    this.kafka = kafka;
    this.source = source;
  }

  @Override
  public List<String> topics() {
    return source.topics().stream().map(source.deadLetterTopics()::apply).distinct().toList();
  }

  @Override
  public LetterArchive open(String topic) {
    return LetterArchive.open(kafka, topic);
  }

  @Override
  public LetterReplay replay(LetterArchive letters) {
    return new LetterReplay(kafka, letters, source.topics()::contains);
  }

  @Override
  public String describe(KafkaException failure) {
    return KafkaFailure.describe(kafka, topics(), failure);
  }
}
