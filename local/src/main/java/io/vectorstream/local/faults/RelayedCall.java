package io.vectorstream.local.faults;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call between a client and the server. Its steps are taken one after the other. */
final class RelayedCall extends ServerCall.Listener<byte[]> implements ProxiedCall {

  private final ServerCall<byte[], byte[]> client;
  private final Metadata headers;
  private final Channel target;
  private final CallOptions options;
  private final TcpGate gate;
  private final ScheduledExecutorService timer;
  private final Executor steps;

  /** The call that goes on to the server, once it does. */
  private @Nullable ClientCall<byte[], byte[]> server;

  /** What of the server's answer has come while it is kept back. */
  private final Deque<Runnable> answer = new ArrayDeque<>();

  /** The request, if it was read before the call goes on. */
  private byte @Nullable [] request;

  private Consumer<byte[]> whenRead = message -> {};
  private boolean keepAnswer;
  private Runnable whenApplied = () -> {};
  private boolean requestComplete;
  private boolean over;

  /** A call that goes nowhere yet. To be made where the call's own context is the current one. */
  RelayedCall(
      ServerCall<byte[], byte[]> client,
      Metadata headers,
      Channel target,
      TcpGate gate,
      ScheduledExecutorService timer,
      Executor executor) {
    this.client = client;
    this.headers = headers;
    this.target = target;
    this.gate = gate;
    this.timer = timer;
    options = CallOptions.DEFAULT.withDeadline(Context.current().getDeadline());
    steps = MoreExecutors.newSequentialExecutor(executor);
  }

  @Override
  public String method() {
    return client.getMethodDescriptor().getFullMethodName();
  }

  @Override
  public Metadata headers() {
    return headers;
  }

  @Override
  public void readRequest(Consumer<byte[]> then) {
    steps.execute(
        () -> {
          whenRead = then;
          client.request(1);
        });
  }

  @Override
  public void replaceRequest(byte[] message) {
    steps.execute(() -> request = message);
  }

  @Override
  public void pass() {
    steps.execute(
        () -> {
          keepAnswer = false;
          while (!answer.isEmpty()) {
            handOver(answer.remove());
          }
          startOnce();
        });
  }

  @Override
  public void applyThen(Runnable then) {
    steps.execute(
        () -> {
          keepAnswer = true;
          whenApplied = then;
          startOnce();
        });
  }

  @Override
  public void fail(Status status, Metadata trailers) {
    steps.execute(
        () -> {
          end(status, trailers);
          cancelServer("The proxy has answered.");
        });
  }

  @Override
  public void after(Duration delay, Runnable action) {
    timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void resetConnections() {
    gate.tearAll();
  }

  @Override
  public void refuseConnections(Duration time) {
    gate.shut();
    after(time, gate::open);
  }

  @Override
  public void onMessage(byte[] message) {
    steps.execute(
        () -> {
          if (server == null) {
            request = message;
            whenRead.accept(message);
          } else {
            server.sendMessage(message);
            client.request(1);
          }
        });
  }

  @Override
  public void onHalfClose() {
    steps.execute(
        () -> {
          requestComplete = true;
          if (server != null) {
            server.halfClose();
          }
        });
  }

  @Override
  public void onCancel() {
    steps.execute(
        () -> {
          over = true;
          cancelServer("The client has gone.");
        });
  }

  private void startOnce() {
    if (server != null || over) {
      return;
    }
    server = target.newCall(client.getMethodDescriptor(), options);
    server.start(new AnswerListener(), headers);
    server.request(1);
    if (request != null) {
      server.sendMessage(request);
    }
    client.request(1);
    if (requestComplete) {
      server.halfClose();
    }
  }

  private void cancelServer(String reason) {
    if (server != null) {
      server.cancel(reason, null);
    }
  }

  private void handOver(Runnable part) {
    if (keepAnswer) {
      answer.add(part);
    } else if (!over) {
      part.run();
    }
  }

  private void end(Status status, Metadata trailers) {
    if (!over) {
      over = true;
      client.close(status, trailers);
    }
  }

  private final class AnswerListener extends ClientCall.Listener<byte[]> {

    @Override
    public void onHeaders(Metadata headers) {
      steps.execute(() -> handOver(() -> client.sendHeaders(headers)));
    }

    @Override
    public void onMessage(byte[] message) {
      steps.execute(
          () -> {
            handOver(() -> client.sendMessage(message));
            server.request(1);
          });
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      steps.execute(
          () -> {
            handOver(() -> end(status, trailers));
            if (!over) {
              whenApplied.run();
            }
          });
    }
  }
}
