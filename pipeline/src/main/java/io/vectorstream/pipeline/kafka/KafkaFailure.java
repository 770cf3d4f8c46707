package io.vectorstream.pipeline.kafka;

import io.vectorstream.kafka.KafkaConnection;
import java.util.Collection;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says in one sentence why Kafka has not done what it was asked. */
public final class KafkaFailure {

  private KafkaFailure() {}

  /**
   * What has to be changed. If no broker has answered this takes some seconds more, to find out
   * why.
   *
   * @param topics those that Kafka was asked about, named if it is one of them
   * @param failure what its client threw
   */
  public static String describe(
      KafkaConnection connection, Collection<String> topics, Throwable failure) {
    String kafka = "Kafka at " + connection.bootstrapServers();
    if (failure instanceof TopicAuthorizationException forbidden) {
      return kafka
          + " does not let this client use "
          + named(forbidden.unauthorizedTopics(), topics)
          + ": an ACL has to allow it";
    }
    if (failure instanceof GroupAuthorizationException) {
      return kafka + " does not let this client use the consumer group: an ACL has to allow it";
    }
    if (failure instanceof AuthorizationException) {
      return kafka + " does not let this client do so: an ACL has to allow it";
    }
    if (failure instanceof InvalidTopicException invalid) {
      return kafka + " does not take the name of " + named(invalid.invalidTopics(), topics);
    }
    if (failure instanceof AuthenticationException unknown) {
      return LoginFailure.describe(connection, unknown);
    }
    if (failure instanceof UnsupportedVersionException) {
      return kafka + " is too old: " + failure.getMessage();
    }
    if (failure instanceof TimeoutException || failure instanceof DisconnectException) {
      return SilentKafka.describe(connection);
    }
    return kafka + " refuses: " + failure.getMessage();
  }

  /** What has to be changed where a topic may not be written to. */
  static String describeReadOnly(KafkaConnection connection, String topic) {
    return "Kafka at "
        + connection.bootstrapServers()
        + " does not let this client write to the topic "
        + topic
        + ": an ACL has to allow it";
  }

  /**
   * What is wrong with addresses or properties that Kafka's client does not take.
   *
   * @param failure what it threw
   */
  public static String describeSettings(KafkaConnection connection, KafkaException failure) {
    String servers = connection.bootstrapServers();
    Throwable reason = failure;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    String message = String.valueOf(reason.getMessage());
    if (message.startsWith("No resolvable") && servers.contains(":")) {
      return "--bootstrapServers: no host of \"" + servers + "\" has an address";
    }
    return connection.propertiesFile() == null
            || message.contains(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
        ? "--bootstrapServers has to be host:port, or several separated by commas, it is \""
            + servers
            + "\""
        : "--kafkaProperties: Kafka's client cannot use "
            + connection.propertiesFile()
            + ": "
            + message;
  }

  /** The topics that Kafka has named, or else those that it was asked about. */
  private static String named(Set<String> byKafka, Collection<String> asked) {
    Collection<String> topics = byKafka.isEmpty() ? asked : byKafka;
    String names = String.join(", ", topics);
    return topics.size() == 1 ? "the topic " + names : "one of the topics " + names;
  }
}
