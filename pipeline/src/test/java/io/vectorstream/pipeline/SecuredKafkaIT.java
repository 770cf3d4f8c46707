package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vectorstream.local.generator.GeneratedEvent;
import io.vectorstream.local.generator.GeneratorConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs against a broker that is secured, and what is said where a client does not fit it. */
final class SecuredKafkaIT {

  private static final String PASSWORD = "shop's \\\"secret";
  private static final String TLS = "ssl.truststore.type=PEM\nssl.truststore.location=";

  @TempDir static Path folder;

  private static PemCertificates ca;
  private static PemCertificates otherCa;
  private static Services services;

  @BeforeAll
  static void start() throws Exception {
    ca = new PemCertificates(folder.resolve("ca"));
    otherCa = new PemCertificates(folder.resolve("other-ca"));
    ca.issue("client", "dns:client");
    otherCa.issue("client", "dns:client");
    services = new Services(folder, SecuredBroker.settings(ca, PASSWORD));
    SecuredBroker.addUser(services.kafka.bootstrapServers(), PASSWORD.replace("\\", ""));
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @Test
  void readsAndWritesWhereClientsLogIn() throws Exception {
    readsAndWrites(
        "first", SecuredBroker.LOGIN, login("SCRAM-SHA-512", "scram.Scram", ca, PASSWORD));
    readsAndWrites("second", SecuredBroker.LOGIN, login("PLAIN", "plain.Plain", ca, PASSWORD));
  }

  @Test
  void readsAndWritesWithAClientCertificate() throws Exception {
    readsAndWrites("third", SecuredBroker.MUTUAL, certificate(ca));
  }

  /** Three partitions' records, some of them unreadable, are all read and either stored or kept. */
  private static void readsAndWrites(String topic, String listener, String properties)
      throws Exception {
    services.kafka.createTopic(topic, 3);
    List<GeneratedEvent> events =
        services.sendTo(
            topic,
            GeneratorConfig.defaults()
                .withSeed(topic.hashCode())
                .withProducts(3)
                .withMalformedPercent(20),
            60);
    Set<String> before = stored();

    Services.Outcome outcome =
        run(listener, properties, "--topic=" + topic, "--maxEvents=60", "--runner=DirectRunner");

    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Set<String> letters =
        services.deadLettersOf(topic).stream()
            .map(letter -> text(letter.value()))
            .collect(Collectors.toSet());
    Set<String> unreadable =
        events.stream()
            .filter(GeneratedEvent::malformed)
            .map(event -> text(event.value()))
            .collect(Collectors.toSet());
    assertThat(unreadable).isNotEmpty();
    assertThat(letters).isEqualTo(unreadable);
    Set<String> stored = new HashSet<>(stored());
    stored.removeAll(before);
    assertThat(stored)
        .isEqualTo(
            events.stream()
                .filter(event -> !event.malformed())
                .map(GeneratedEvent::eventId)
                .collect(Collectors.toSet()));
    assertThat(services.committed(topic).values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(60);
  }

  private static Set<String> stored() throws Exception {
    return services.qdrant.collectionExistsAsync(services.collection).get()
        ? services.points().keySet()
        : Set.of();
  }

  private static String text(byte[] value) {
    return value == null ? "" : new String(value, StandardCharsets.ISO_8859_1);
  }

  @Test
  void aWrongPassword() throws Exception {
    says(
        "Kafka at %s refuses the user or the password that sasl.jaas.config in %s gives:"
            + " Authentication failed during authentication due to invalid credentials with SASL"
            + " mechanism SCRAM-SHA-512",
        SecuredBroker.LOGIN, login("SCRAM-SHA-512", "scram.Scram", ca, "wrong"));
    says(
        "Kafka at %s refuses the user or the password that sasl.jaas.config in %s gives:"
            + " Authentication failed: Invalid username or password",
        SecuredBroker.LOGIN, login("PLAIN", "plain.Plain", ca, "wrong"));
  }

  @Test
  void aWayToLogInThatTheBrokerDoesNotHave() throws Exception {
    says(
        "Kafka at %s has another way to log in than sasl.mechanism in %s says: Client SASL mechanism"
            + " 'SCRAM-SHA-256' not enabled in the server, enabled mechanisms are [PLAIN,"
            + " SCRAM-SHA-512]",
        SecuredBroker.LOGIN, login("SCRAM-SHA-256", "scram.Scram", ca, PASSWORD));
  }

  @Test
  void aCaThatIsNotTrusted() throws Exception {
    String sentence =
        "Kafka at %s has a certificate of a CA that this client does not trust:"
            + " ssl.truststore.location or ssl.truststore.certificates in %s has to hold that CA's"
            + " certificate";
    says(sentence, SecuredBroker.LOGIN, login("PLAIN", "plain.Plain", otherCa, PASSWORD));
    says(sentence, SecuredBroker.ELSEWHERE, "security.protocol=SSL");
  }

  @Test
  void aCertificateOfAnotherHost() throws Exception {
    says(
        "Kafka at %s has a certificate for another host: --bootstrapServers and the broker's"
            + " advertised.listeners have to name a host that the certificate is for (No subject"
            + " alternative names matching IP address 127.0.0.1 found)",
        SecuredBroker.ELSEWHERE, "security.protocol=SSL\n" + TLS + ca.ca());
  }

  @Test
  void aClientCertificateThatIsMissingOrNotTrusted() throws Exception {
    String sentence =
        "Kafka at %s wants a certificate of this client, and got none that it trusts:"
            + " ssl.keystore.location, or ssl.keystore.certificate.chain and ssl.keystore.key, in %s"
            + " have to hold one of a CA that the broker trusts";
    says(sentence, SecuredBroker.MUTUAL, "security.protocol=SSL\n" + TLS + ca.ca());
    says(
        sentence,
        SecuredBroker.MUTUAL,
        certificate(otherCa).replace(otherCa.ca().toString(), ca.ca().toString()));
  }

  @Test
  void aProtocolThatThePortDoesNotSpeak() throws Exception {
    String tls = "security.protocol=SSL\n" + TLS + ca.ca();
    String login = login("SCRAM-SHA-512", "scram.Scram", ca, PASSWORD);
    String plainLogin = login.replace("SASL_SSL", "SASL_PLAINTEXT");

    saysProtocols("SASL_SSL", "PLAINTEXT", SecuredBroker.LOGIN, "client.rack=a");
    saysProtocols("SSL", "PLAINTEXT", SecuredBroker.MUTUAL, "client.rack=a");
    saysProtocols("SSL", "PLAINTEXT", SecuredBroker.ELSEWHERE, "client.rack=a");
    saysProtocols("SASL_SSL", "SSL", SecuredBroker.LOGIN, tls);
    saysProtocols("SASL_SSL", "SASL_PLAINTEXT", SecuredBroker.LOGIN, plainLogin);
    saysProtocols("PLAINTEXT", "SSL", "PLAINTEXT", tls);
    saysProtocols("PLAINTEXT", "SASL_SSL", "PLAINTEXT", login);
    saysProtocols("PLAINTEXT", "SASL_PLAINTEXT", "PLAINTEXT", plainLogin);
    saysProtocols(
        "SSL",
        "SASL_SSL",
        SecuredBroker.MUTUAL,
        login + "\n" + certificate(ca).replace("security.protocol=SSL", ""));
  }

  @Test
  void noFileForASecuredPort() {
    Instant start = Instant.now();

    Services.Outcome outcome =
        services.run("--bootstrapServers=" + services.kafka.address(SecuredBroker.LOGIN));

    assertThat(outcome.err())
        .isEqualTo(
            "VectorStream cannot run: Kafka at %s speaks SASL_SSL, and this client PLAINTEXT: --kafkaProperties has to name a file with security.protocol=SASL_SSL, or --bootstrapServers has to name a port that speaks PLAINTEXT%n",
            services.kafka.address(SecuredBroker.LOGIN));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
  }

  private static void saysProtocols(String spoken, String ours, String listener, String properties)
      throws Exception {
    says(
        "Kafka at %s speaks "
            + spoken
            + ", and this client "
            + ours
            + ": %s has to say security.protocol="
            + spoken
            + ", or --bootstrapServers has to name a port that speaks "
            + ours,
        listener,
        properties + "\nrequest.timeout.ms=2000\ndefault.api.timeout.ms=2000");
  }

  private static void says(String sentence, String listener, String properties) throws Exception {
    Instant start = Instant.now();

    Services.Outcome outcome = run(listener, properties);

    assertThat(outcome.err())
        .isEqualTo(
            "VectorStream cannot run: " + sentence + "%n",
            services.kafka.address(listener),
            folder.resolve("kafka.properties"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
  }

  private static Services.Outcome run(String listener, String properties, String... options)
      throws Exception {
    Path file = Files.writeString(folder.resolve("kafka.properties"), properties);
    return services.run(
        Stream.concat(
                Stream.of(
                    "--bootstrapServers=" + services.kafka.address(listener),
                    "--kafkaProperties=" + file),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private static String login(
      String mechanism, String module, PemCertificates trusted, String password) {
    return String.join(
        "\n",
        "security.protocol=SASL_SSL",
        "sasl.mechanism=" + mechanism,
        "sasl.jaas.config=org.apache.kafka.common.security." + module + "LoginModule required \\",
        "  username=\"%s\" password=\"%s\";"
            .formatted(SecuredBroker.USER, password.replace("\\", "\\\\")),
        TLS + trusted.ca());
  }

  private static String certificate(PemCertificates issuer) {
    return String.join(
        "\n",
        "security.protocol=SSL",
        "ssl.keystore.type=PEM",
        "ssl.keystore.certificate.chain=${directory:" + issuer.folder() + ":client.pem}",
        "ssl.keystore.key=${directory:" + issuer.folder() + ":client.key}",
        TLS + issuer.ca());
  }
}
