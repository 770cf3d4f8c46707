package io.vectorstream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesCheckTest {

  private static final String LOGIN =
      "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required"
          + " username=\"me\" password=\"planted\"%s";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fetch.min.bytes=planted         | : Not a number of type INT
          linger.ms=-1                    | : Value must be at least 0
          max.poll.records=0              | : Value must be at least 1
          enable.metrics.push=planted     | : Expected value to be either true or false
          """)
  void aValueThatKafkaDoesNotTakeIsToldWithoutTheValue(String line, String reason) {
    assertThatThrownBy(() -> check(line))
        .isInstanceOf(KafkaPropertiesException.class)
        .hasMessage(
            "%s in %s has a value that Kafka does not take%s",
            line.substring(0, line.indexOf('=')), file(), reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " x;", "\" planted2;"})
  void aLoginThatIsNoneIsToldWithoutThePassword(String end) {
    assertThatThrownBy(() -> check(LOGIN.formatted(end)))
        .isInstanceOf(KafkaPropertiesException.class)
        .hasMessageStartingWith("sasl.jaas.config in " + file() + " has to look like: ")
        .hasMessageNotContaining("planted");
  }

  @Test
  void whatKafkaTakesPasses() {
    assertThatCode(
            () ->
                check(
                    LOGIN.formatted(";")
                        + "\nsecurity.protocol=SASL_SSL\nfetch.min.bytes=7\nclient.rack=a"))
        .doesNotThrowAnyException();
  }

  @Test
  void theNearestNameIsTheOneWithTheFewestChanges() {
    assertThat(NearestName.of("sasl.mechanisms", ClientKind.knownNames()))
        .isEqualTo("sasl.mechanism");
    assertThat(NearestName.of("ssl.ca.location", ClientKind.knownNames()))
        .isEqualTo("ssl.keystore.location");
    assertThat(NearestName.of("fetchminbytes", ClientKind.knownNames()))
        .isEqualTo("fetch.min.bytes");
  }

  private void check(String content) throws Exception {
    Files.writeString(file(), content);
    KafkaConnection.of("a:1").withPropertiesFile(file().toString()).checkProperties();
  }

  private Path file() {
    return folder.resolve("kafka.properties");
  }
}
