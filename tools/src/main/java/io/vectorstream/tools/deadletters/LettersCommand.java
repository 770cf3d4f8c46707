package io.vectorstream.tools.deadletters;

import io.vectorstream.deadletter.archive.LetterArchive;
import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.kafka.KafkaFailure;
import io.vectorstream.pipeline.kafka.TopicName;
import io.vectorstream.pipeline.settings.DeadLetterTopics;
import io.vectorstream.tools.command.KafkaFlags;
import io.vectorstream.tools.command.ToolCommand;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command about the dead letters of a topic. */
abstract class LettersCommand extends ToolCommand {

  @Mixin private KafkaFlags kafka;

  @Option(
      names = "--deadLetterTopic",
      paramLabel = "NAME",
      description = "The topic of its dead letters. Default: the topic's name and .dlq.")
  private @Nullable String deadLetterTopic;

  @Override
  public final Integer call() throws InterruptedException {
    check();
    checked("--topic", () -> TopicName.parse(topic()));
    String flag = deadLetterTopic == null ? "--topic" : "--deadLetterTopic";
    String letters =
        deadLetterTopic == null ? DeadLetterTopics.BESIDE_EACH.apply(topic()) : deadLetterTopic;
    checked(flag, () -> TopicName.parse(letters));
    KafkaConnection connection = kafka.connection();
    try (LetterArchive archive = open(connection, letters)) {
      if (!archive.exists()) {
        throw new UserMistakeException(
            "%s: there is no topic %s at %s"
                .formatted(flag, letters, connection.bootstrapServers()));
      }
      return run(connection, archive);
    } catch (KafkaException e) {
      throw new UserMistakeException(
          KafkaFailure.describe(connection, List.of(letters, topic()), e), e);
    }
  }

  private static LetterArchive open(KafkaConnection connection, String topic) {
    try {
      return LetterArchive.open(connection, topic);
    } catch (KafkaException e) {
      throw new UserMistakeException(KafkaFailure.describeSettings(connection, e), e);
    }
  }

  /** Ends the command with a sentence where its flags make no sense. */
  abstract void check();

  /** Does what the command is for, and returns its exit code. */
  abstract int run(KafkaConnection connection, LetterArchive letters) throws InterruptedException;

  /** The topic that the letters' records came from. */
  final String topic() {
    return kafka.topic();
  }
}
