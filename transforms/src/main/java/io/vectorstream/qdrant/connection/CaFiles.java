package io.vectorstream.qdrant.connection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Reads the certificates of the CAs to trust. */
final class CaFiles {

  private CaFiles() {}

  /**
   * Trust in the certificates of a PEM file, and in no others.
   *
   * @throws QdrantException if it cannot be read or holds none
   */
  static TrustManager[] trusting(String file) {
    Collection<? extends Certificate> certificates = read(file);
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate certificate : certificates) {
        trusted.setCertificateEntry("ca-" + trusted.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return trust.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new QdrantException("The certificates of the CA file " + file + " cannot be used", e);
    }
  }

  private static Collection<? extends Certificate> read(String file) {
    Collection<? extends Certificate> certificates;
    try (InputStream content = Files.newInputStream(Path.of(file))) {
      certificates = CertificateFactory.getInstance("X.509").generateCertificates(content);
    } catch (IOException | InvalidPathException e) {
      throw new QdrantException("The CA file " + file + " cannot be read", e);
    } catch (CertificateException e) {
      throw new QdrantException(withoutCertificates(file), e);
    }
    if (certificates.isEmpty()) {
      throw new QdrantException(withoutCertificates(file));
    }
    return certificates;
  }

  private static String withoutCertificates(String file) {
    return "The CA file " + file + " does not hold certificates in PEM form";
  }
}
