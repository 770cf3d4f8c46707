package io.vectorstream.pipeline;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A broker with one listener for each way to be secured, beside the plain one. */
final class SecuredBroker {

  /** SASL_SSL with PLAIN and SCRAM-SHA-512. */
  static final String LOGIN = "LOGIN";

  /** SSL that wants a client's certificate. */
  static final String MUTUAL = "MUTUAL";

  /** SSL with the certificate of another host. */
  static final String ELSEWHERE = "ELSEWHERE";

  static final String USER = "shop";

  private SecuredBroker() {}

  /** The broker's settings. */
  static Map<String, String> settings(PemCertificates ca, String password) throws Exception {
    ca.issue("broker", "ip:127.0.0.1");
    ca.issue("elsewhere", "dns:kafka.example");
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "listeners", String.join(",", listener(LOGIN), listener(MUTUAL), listener(ELSEWHERE)));
    settings.put("listener.security.protocol.map", "LOGIN:SASL_SSL,MUTUAL:SSL,ELSEWHERE:SSL");
    putKeys(settings, LOGIN, ca, "broker");
    settings.put("listener.name.login.sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
    settings.put(
        "listener.name.login.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
            .formatted(USER, password));
    settings.put(
        "listener.name.login.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    putKeys(settings, MUTUAL, ca, "broker");
    settings.put("listener.name.mutual.ssl.client.auth", "required");
    settings.put("listener.name.mutual.ssl.truststore.type", "PEM");
    settings.put("listener.name.mutual.ssl.truststore.certificates", ca.text("ca.pem"));
    putKeys(settings, ELSEWHERE, ca, "elsewhere");
    return settings;
  }

  /** Lets the user log in with SCRAM. */
  static void addUser(String bootstrapServers, String password) throws Exception {
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin
          .alterUserScramCredentials(
              List.of(
                  new UserScramCredentialUpsertion(
                      USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password)))
          .all()
          .get();
    }
  }

  private static String listener(String name) {
    return name + "://127.0.0.1:0";
  }

  private static void putKeys(
      Map<String, String> settings, String listener, PemCertificates ca, String name)
      throws IOException {
    String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".";
    settings.put(prefix + "ssl.keystore.type", "PEM");
    settings.put(prefix + "ssl.keystore.key", ca.text(name + ".key"));
    settings.put(prefix + "ssl.keystore.certificate.chain", ca.text(name + ".pem"));
  }
}
