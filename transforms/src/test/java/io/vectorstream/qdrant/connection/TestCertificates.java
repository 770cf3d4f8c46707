package io.vectorstream.qdrant.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** A CA and the certificate that it has issued for a server, made by the JDK's keytool. */
final class TestCertificates {

  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path keys;

  /**
   * Makes both in an empty folder.
   *
   * @param host what the server's certificate is for, such as {@code ip:127.0.0.1}
   */
  TestCertificates(Path folder, String host) throws Exception {
    this.folder = folder;
    keys = folder.resolve("keys.p12");
    keytool("-genkeypair", "-alias", "ca", "-dname", "CN=Test CA", "-ext", "bc:critical=ca:true");
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-signer",
        "ca",
        "-dname",
        "CN=Test server",
        "-ext",
        "SAN=" + host);
    keytool("-exportcert", "-alias", "ca", "-rfc", "-file", caFile().toString());
  }

  /** The CA's certificate as PEM. */
  Path caFile() {
    return folder.resolve("ca.pem");
  }

  /** TLS with the server's certificate. */
  SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(keys)) {
      store.load(content, PASSWORD.toCharArray());
    }
    store.deleteEntry("ca");
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(store, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keyManagers.getKeyManagers(), null, null);
    return tls;
  }

  /** A socket that speaks HTTP/2 over TLS, with the server's certificate. */
  ServerSocket serverSocket() throws IOException, GeneralSecurityException {
    SSLServerSocket socket =
        (SSLServerSocket)
            context()
                .getServerSocketFactory()
                .createServerSocket(0, 0, InetAddress.getLoopbackAddress());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    return socket;
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
