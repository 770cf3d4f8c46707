package io.vectorstream.pipeline.kafka;

import com.google.common.base.Throwables;
import io.vectorstream.kafka.KafkaConnection;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/** Says why Kafka and a client do not come to know each other. */
final class LoginFailure {

  private LoginFailure() {}

  /** What has to be changed, in one sentence. */
  static String describe(KafkaConnection connection, AuthenticationException failure) {
    String kafka = "Kafka at " + connection.bootstrapServers();
    String file =
        connection.propertiesFile() == null ? "--kafkaProperties" : connection.propertiesFile();
    if (failure instanceof IllegalSaslStateException) {
      return SilentKafka.describe(connection);
    }
    if (failure instanceof UnsupportedSaslMechanismException) {
      return kafka
          + " has another way to log in than sasl.mechanism in "
          + file
          + " says: "
          + failure.getMessage();
    }
    if (failure instanceof SslAuthenticationException) {
      return ofTls(connection, kafka, file, failure);
    }
    return kafka
        + " refuses the user or the password that sasl.jaas.config in "
        + file
        + " gives: "
        + failure.getMessage();
  }

  private static String ofTls(
      KafkaConnection connection, String kafka, String file, AuthenticationException failure) {
    String text = String.valueOf(Throwables.getRootCause(failure).getMessage());
    if (has(failure, CertificateExpiredException.class)
        || has(failure, CertificateNotYetValidException.class)) {
      return kafka + " has a certificate that is not valid at this time: " + text;
    }
    if (has(failure, CertPathBuilderException.class)
        || has(failure, CertPathValidatorException.class)
        || text.contains("trustAnchors")) {
      return kafka
          + " has a certificate of a CA that this client does not trust: ssl.truststore.location or"
          + " ssl.truststore.certificates in "
          + file
          + " has to hold that CA's certificate";
    }
    if (text.startsWith("No subject alternative") || text.startsWith("No name matching")) {
      return kafka
          + " has a certificate for another host: --bootstrapServers and the broker's"
          + " advertised.listeners have to name a host that the certificate is for ("
          + text
          + ")";
    }
    if (text.matches("(?i).*fatal alert: .*(certificate|unknown_ca).*")) {
      return kafka
          + " wants a certificate of this client, and got none that it trusts: ssl.keystore.location,"
          + " or ssl.keystore.certificate.chain and ssl.keystore.key, in "
          + file
          + " have to hold one of a CA that the broker trusts";
    }
    if (text.contains("recognized SSL message")) {
      return SilentKafka.describe(connection);
    }
    return kafka + " does not come to terms with this client about TLS: " + text;
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
    return Throwables.getCausalChain(failure).stream().anyMatch(kind::isInstance);
  }
}
