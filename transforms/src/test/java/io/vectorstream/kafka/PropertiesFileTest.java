package io.vectorstream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesFileTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("KAFKA_PASSWORD", "from$env\\1");

  @TempDir Path folder;

  @Test
  void eachClientIsGivenWhatItKnowsAndWhatNoneKnows() throws Exception {
    PropertiesFile file =
        read(
            "security.protocol=SASL_SSL",
            "fetch.min.bytes=7",
            "group.instance.id=one",
            "client.rack=r",
            "linger.ms=3",
            "acks=all",
            "our.interceptor=x");

    assertThat(file.of(ClientKind.ADMIN))
        .isEqualTo(Map.of("security.protocol", "SASL_SSL", "our.interceptor", "x"));
    assertThat(file.of(ClientKind.CONSUMER))
        .isEqualTo(
            Map.of(
                "security.protocol", "SASL_SSL",
                "fetch.min.bytes", "7",
                "group.instance.id", "one",
                "client.rack", "r",
                "our.interceptor", "x"));
    assertThat(file.of(ClientKind.PRODUCER))
        .isEqualTo(
            Map.of(
                "security.protocol", "SASL_SSL",
                "linger.ms", "3",
                "acks", "all",
                "our.interceptor", "x"));
    assertThat(file.unknownNames()).containsExactly("our.interceptor");
  }

  @Test
  void valuesReferToVariablesAndFiles() throws Exception {
    Files.writeString(folder.resolve("password"), "from a file\r\n");
    Files.writeString(folder.resolve("other.properties"), "key=from properties");

    Map<String, String> admin =
        read(
                "client.id=<${env:KAFKA_PASSWORD}|${directory:" + folder + ":password}>",
                "ssl.key.password=${file:" + folder.resolve("other.properties") + ":key}")
            .of(ClientKind.ADMIN);

    assertThat(admin)
        .isEqualTo(
            Map.of(
                "client.id", "<from$env\\1|from a file>", "ssl.key.password", "from properties"));
  }

  @Test
  void providersThatTheFileNamesAreLeftToKafka() throws Exception {
    assertThat(
            read(
                    "config.providers=vault, env",
                    "config.providers.vault.class=com.example.Vault",
                    "ssl.key.password=${vault:key}${env:NONE}")
                .of(ClientKind.PRODUCER))
        .containsEntry("ssl.key.password", "${vault:key}${env:NONE}")
        .containsKeys("config.providers", "config.providers.vault.class");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${env:NONE}                 | there is no such environment variable
          ${directory:/nowhere:none}  | there is no such file
          ${directory:HERE:none}      | there is no such file
          ${file:HERE/p:none}         | there is no such property in that file
          ${file:/nowhere/p:none}     | Could not read properties from file /nowhere/p
          ${file:HERE/broken:key}     | that file does not hold properties
          ${directory:HERE:blank}     | it is blank
          ${vault:key}                | a reference begins with env:, directory: or file:, or config.providers names it
          """)
  void whatIsNotThereIsNamed(String reference, String reason) throws Exception {
    Files.writeString(folder.resolve("broken"), "key=\\u12");
    Files.writeString(folder.resolve("blank"), "\n");
    String there = reference.replace("HERE", folder.toString());

    assertThatThrownBy(() -> read("ssl.key.password=" + there))
        .isInstanceOf(KafkaPropertiesException.class)
        .hasMessage("ssl.key.password in %s refers to %s: %s", file(), there, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bootstrap.servers=b:1              | the brokers are named by --bootstrapServers
          group.id=g                         | the consumer group is named by --groupId
          auto.offset.reset=latest           | where reading starts is said by --startFrom
          enable.auto.commit=false           | an offset is committed when its record is stored, and not before
          auto.commit.interval.ms=1          | an offset is committed when its record is stored, and not before
          bootstrap.controllers=b:1          | the brokers are named by --bootstrapServers
          retries=0                          | a record that Kafka has not taken is sent again until delivery.timeout.ms is over
          max.in.flight.requests.per.connection=6 | a producer that has more than 5 under way may write a record twice
          isolation.level=read_uncommitted   | what a transaction has not committed is never read
          allow.auto.create.topics=true      | a topic that does not exist is waited for, and reading does not create it
          partition.assignment.strategy=x    | the runner decides which worker reads which partition, and the group's members do not
          group.protocol=consumer            | the runner decides which worker reads which partition, and the group's members do not
          key.deserializer=x                 | records are read and written as the bytes that they are, whatever they hold
          value.deserializer=x               | records are read and written as the bytes that they are, whatever they hold
          key.serializer=x                   | records are read and written as the bytes that they are, whatever they hold
          value.serializer=x                 | records are read and written as the bytes that they are, whatever they hold
          transactional.id=t                 | nothing is written in transactions
          acks=1                             | a record counts as written when all in-sync replicas have it, so that only all will do
          acks=0                             | a record counts as written when all in-sync replicas have it, so that only all will do
          enable.idempotence=false           | a producer has to write no record twice, so that only true will do
          """)
  void whatDeliveryDependsOnIsRefused(String line, String reason) {
    String name = line.substring(0, line.indexOf('='));

    assertThatThrownBy(() -> read(line))
        .isInstanceOf(KafkaPropertiesException.class)
        .hasMessage("%s cannot be set in %s: %s", name, file(), reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acks=all",
        "acks = -1",
        "enable.idempotence=TRUE",
        "max.in.flight.requests.per.connection=5"
      })
  void whatIsDoneAnywayMayBeSaid(String line) throws Exception {
    assertThat(read(line).of(ClientKind.PRODUCER)).hasSize(1);
  }

  @Test
  void aFileThatHoldsNoPropertiesIsNamed() throws Exception {
    assertThatThrownBy(() -> PropertiesFile.read(file().toString()))
        .hasMessage("There is no file %s", file());
    assertThatThrownBy(() -> PropertiesFile.read(folder.toString()))
        .hasMessageStartingWith("The file %s cannot be read: ", folder);
    assertThatThrownBy(() -> read("client.id=\\u12"))
        .hasMessageStartingWith("The file %s does not hold properties: ", file());
    Files.write(file(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> PropertiesFile.read(file().toString()))
        .hasMessage("The file %s does not hold properties: it is not UTF-8 text", file());
  }

  private PropertiesFile read(String... lines) throws Exception {
    Files.writeString(folder.resolve("p"), "a=b");
    Files.writeString(file(), String.join("\n", lines));
    return PropertiesFile.read(file().toString(), ENVIRONMENT);
  }

  private Path file() {
    return folder.resolve("kafka.properties");
  }
}
