package io.vectorstream.embedding.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file from the web. */
final class Download {

  private static final Logger LOG = LoggerFactory.getLogger(Download.class);

  private static final int CONNECT_TIMEOUT_MILLIS = 20_000;

  /** A download fails if the server sends nothing for this long. */
  private static final int READ_TIMEOUT_MILLIS = 60_000;

  private static final int STEP_PERCENT = 10;

  private final URI uri;
  private final long length;
  private long received;

  private Download(URI uri, long length) {
    this.uri = uri;
    this.length = length;
  }

  /**
   * Downloads a file.
   *
   * @throws IOException if the server cannot be reached, does not have it, or closes the connection
   *     too early
   */
  static void of(URI uri, Path target) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    connection.setReadTimeout(READ_TIMEOUT_MILLIS);
    try (InputStream in = open(uri, connection);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
      new Download(uri, connection.getContentLengthLong()).copy(in, out);
    } finally {
      connection.disconnect();
    }
  }

  private static InputStream open(URI uri, HttpURLConnection connection) throws IOException {
    int status;
    try {
      status = connection.getResponseCode();
    } catch (IOException e) {
      throw new IOException(uri.getAuthority() + " could not be reached (" + e + ")", e);
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException(uri.getAuthority() + " answered with status " + status);
    }
    return connection.getInputStream();
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    LOG.info("Downloading {} ({} MB)", uri, length < 0 ? "unknown" : length >> 20);
    byte[] chunk = new byte[1 << 16];
    long shown = 0;
    for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
      out.write(chunk, 0, size);
      received += size;
      long percent = length <= 0 ? 0 : received * 100 / length;
      if (percent >= shown + STEP_PERCENT) {
        shown = percent - percent % STEP_PERCENT;
        LOG.info("Downloaded {} %", shown);
      }
    }
    if (length >= 0 && received != length) {
      throw new IOException(
          uri.getAuthority() + " broke off after " + received + " of " + length + " bytes");
    }
  }
}
