package io.vectorstream.pipeline.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a broker where it and its like are to be reached, in Kafka's own protocol: its clients go
 * there with every question, also with this one.
 */
final class AdvertisedBrokers {

  private static final int READ_MILLIS = 2_000;
  private static final short METADATA = 3;
  private static final short VERSION = 1;
  private static final int CORRELATION = 0x56_53;
  private static final short NULL = -1;
  private static final int BROKERS_MAX = 10_000;

  private AdvertisedBrokers() {}

  /**
   * The addresses that a broker names.
   *
   * @param socket is connected to it
   * @throws IOException if nobody answers, or not as a broker does
   */
  static List<InetSocketAddress> ask(Socket socket) throws IOException {
    socket.setSoTimeout(READ_MILLIS);
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    int size = 3 * Short.BYTES + 2 * Integer.BYTES;
    out.writeInt(size);
    out.writeShort(METADATA);
    out.writeShort(VERSION);
    out.writeInt(CORRELATION);
    out.writeShort(NULL); // the client's name
    out.writeInt(0); // how many topics are asked about
    out.flush();

    DataInputStream in = new DataInputStream(socket.getInputStream());
    int unusedSize = in.readInt();
    int correlation = in.readInt();
    int count = in.readInt();
    if (correlation != CORRELATION || count < 0 || count > BROKERS_MAX) {
      throw new IOException("this is no answer of a broker");
    }
    List<InetSocketAddress> brokers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int unusedId = in.readInt();
      String host = readText(in);
      brokers.add(new InetSocketAddress(host, in.readInt()));
      String unusedRack = readText(in);
    }
    return brokers;
  }

  /** A text, or an empty one for null. */
  private static String readText(DataInputStream in) throws IOException {
    int length = Math.max(0, in.readShort());
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
