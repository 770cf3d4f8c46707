package io.vectorstream.qdrant;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.beam.sdk.util.Sleeper;

/** A clock that goes only while somebody sleeps. */
public final class FakeTime implements Sleeper, LongSupplier {

  private final List<Long> pauses = new ArrayList<>();
  private long nanos;

  /** How long was slept each time, in milliseconds. */
  public List<Long> pauses() {
    return pauses;
  }

  @Override
  public void sleep(long millis) {
    pauses.add(millis);
    nanos += millis * 1_000_000;
  }

  @Override
  public long getAsLong() {
    return nanos;
  }
}
