package io.vectorstream.local.faults;

import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.function.Consumer;

/** A call that has reached the proxy, as a {@link Fault} may treat it. */
public interface ProxiedCall {

  /** The method's full name, such as {@code qdrant.Points/Upsert}. */
  String method();

  /** What the client sent along. */
  Metadata headers();

  /**
   * Reads the request before anything else is done with the call.
   *
   * @param then is given the request's one message
   */
  void readRequest(Consumer<byte[]> then);

  /** Puts another message in the place of the one that was read. */
  void replaceRequest(byte[] message);

  /** Passes the call on, and the server's answer back. */
  void pass();

  /**
   * Passes the call on and keeps the server's answer back.
   *
   * @param then is done when the server has finished the call; {@link #pass} then hands over the
   *     answer, and anything else loses it
   */
  void applyThen(Runnable then);

  /** Answers in the server's place. */
  void fail(Status status, Metadata trailers);

  /** Does something later, without keeping other calls waiting. */
  void after(Duration delay, Runnable action);

  /** Tears every connection to the proxy, with all calls that are under way. */
  void resetConnections();

  /** Tears every connection, closes the proxy's port and opens it again after a time. */
  void refuseConnections(Duration time);
}
