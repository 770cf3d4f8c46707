package io.vectorstream.serve;

import io.vectorstream.deadletter.archive.LetterArchive;
import io.vectorstream.deadletter.archive.LetterReplay;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Letters in a Kafka that does not answer. */
public record AwayLetters(List<String> topics) implements RunLetters {

  @Override
  public LetterArchive open(String topic) {
    throw new KafkaException("nobody is there");
  }

  @Override
  public LetterReplay replay(LetterArchive letters) {
    throw new AssertionError("there are none");
  }

  @Override
  public String describe(KafkaException failure) {
    return "Kafka is away";
  }
}
