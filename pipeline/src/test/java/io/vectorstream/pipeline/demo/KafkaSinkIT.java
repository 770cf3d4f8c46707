package io.vectorstream.pipeline.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.kafka.KafkaConnection;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.pipeline.UserMistakeException;
import io.vectorstream.pipeline.kafka.Acls;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KafkaSinkIT {

  @Test
  void aTopicThatAnAclForbidsIsTold(@TempDir Path folder) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, Acls.BROKER);
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      kafka.createTopic("secret", 1);
      Acls.keepToOthers(admin, ResourceType.TOPIC, "secret");

      assertThatThrownBy(
              () ->
                  KafkaSink.connect(
                      KafkaDestination.of(KafkaConnection.of(kafka.bootstrapServers()), "secret")))
          .isInstanceOf(UserMistakeException.class)
          .hasMessage(
              "--topic: Kafka at %s does not let this client use the topic secret: an ACL has to"
                  + " allow it",
              kafka.bootstrapServers());
    }
  }
}
