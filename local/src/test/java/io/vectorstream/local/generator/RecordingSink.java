package io.vectorstream.local.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Keeps what it is sent; can do something else at each event. */
final class RecordingSink implements EventSink {

  final List<GeneratedEvent> events = new ArrayList<>();
  int flushed;
  IntConsumer onSend = count -> {};

  @Override
  public void send(GeneratedEvent event) {
    events.add(event);
    onSend.accept(events.size());
  }

  @Override
  public void flush() {
    flushed = events.size();
  }

  @Override
  public void close() {}
}
