package io.vectorstream.pipeline.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * Finds out which protocol a broker's port speaks, by beginning to log in, without TLS and with it.
 * No name and no password is sent, so that it does not matter whether the broker is a trusted one.
 */
final class ListenerProbe {

  private static final int MILLIS = 2_000;
  private static final short SASL_HANDSHAKE = 17;
  private static final short VERSION = 1;
  private static final int CORRELATION = 0x56_54;
  private static final short NULL = -1;
  private static final byte[] MECHANISM = "NONE".getBytes(StandardCharsets.US_ASCII);

  private ListenerProbe() {}

  /**
   * The protocol that is spoken at an address.
   *
   * @throws IOException if nobody answers there, or not as a broker does
   */
  static SecurityProtocol ask(InetSocketAddress address) throws IOException {
    try (Socket plain = connect(address)) {
      return knowsLogin(plain) ? SecurityProtocol.SASL_PLAINTEXT : SecurityProtocol.PLAINTEXT;
    } catch (IOException e) {
      return askWithTls(address);
    }
  }

  private static SecurityProtocol askWithTls(InetSocketAddress address) throws IOException {
    UntrustedTls untrusted = new UntrustedTls();
    try (Socket plain = connect(address);
        SSLSocket tls = untrusted.over(plain, address)) {
      tls.startHandshake();
      return knowsLogin(tls) ? SecurityProtocol.SASL_SSL : SecurityProtocol.SSL;
    } catch (IOException e) {
      if (untrusted.wasAskedForCertificate()) {
        // It ends what has no certificate, before it says more.
        return SecurityProtocol.SSL;
      }
      throw e;
    }
  }

  private static Socket connect(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(address, MILLIS);
      socket.setSoTimeout(MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Asks for a login that no broker has: one without logins says that it has none at all. */
  private static boolean knowsLogin(Socket socket) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeInt(4 * Short.BYTES + Integer.BYTES + MECHANISM.length);
    out.writeShort(SASL_HANDSHAKE);
    out.writeShort(VERSION);
    out.writeInt(CORRELATION);
    out.writeShort(NULL); // the client's name
    out.writeShort(MECHANISM.length);
    out.write(MECHANISM);
    out.flush();

    DataInputStream in = new DataInputStream(socket.getInputStream());
    int unusedSize = in.readInt();
    if (in.readInt() != CORRELATION) {
      throw new IOException("this is no answer of a broker");
    }
    return in.readShort() != Errors.ILLEGAL_SASL_STATE.code();
  }
}
