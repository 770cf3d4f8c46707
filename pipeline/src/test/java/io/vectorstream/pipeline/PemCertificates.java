package io.vectorstream.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A CA and the certificates that it has issued, as PEM, made by the JDK's keytool. */
final class PemCertificates {

  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path keys;

  /** Makes a CA in a folder, which is created. */
  PemCertificates(Path folder) throws Exception {
    this.folder = Files.createDirectory(folder);
    keys = folder.resolve("keys.p12");
    keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:critical=ca:true");
    export("ca");
  }

  /** The file with the CA's certificate. */
  Path ca() {
    return folder.resolve("ca.pem");
  }

  /** The folder with the certificate NAME.pem and the key NAME.key of everyone. */
  Path folder() {
    return folder;
  }

  /**
   * Issues a certificate and its key.
   *
   * @param host what it is for, such as {@code ip:127.0.0.1}
   */
  void issue(String name, String host) throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-signer",
        "ca",
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=" + host);
    export(name);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(keys)) {
      store.load(content, PASSWORD.toCharArray());
    }
    byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
    Files.writeString(
        folder.resolve(name + ".key"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
            + "\n-----END PRIVATE KEY-----\n");
  }

  /** What a file of the folder holds. */
  String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private void export(String name) throws Exception {
    keytool(
        "-exportcert", "-alias", name, "-rfc", "-file", folder.resolve(name + ".pem").toString());
  }

  private void keytool(String command, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.add(command);
    line.addAll(List.of(arguments));
    line.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD));
    if (command.equals("-genkeypair")) {
      line.addAll(List.of("-keyalg", "EC", "-validity", "1"));
    }
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(line + " failed: " + said);
    }
  }
}
