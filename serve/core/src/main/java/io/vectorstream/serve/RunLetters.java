package io.vectorstream.serve;

import io.vectorstream.deadletter.archive.LetterArchive;
import io.vectorstream.deadletter.archive.LetterReplay;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** The dead letters of the topics that a run reads. */
public interface RunLetters {

  /** The topics that keep them. */
  List<String> topics();

  /** An archive of one of these topics, which the caller closes. */
  LetterArchive open(String topic);

  /** A replay of an archive's letters to the topics that the run reads, which the caller closes. */
  LetterReplay replay(LetterArchive letters);

  /** What is wrong, in one sentence, if Kafka does not do what one of these asks. */
  String describe(KafkaException failure);
}
