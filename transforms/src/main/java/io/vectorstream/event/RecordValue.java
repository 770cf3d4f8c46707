package io.vectorstream.event;

import io.vectorstream.source.SourceRecord;
import io.vectorstream.value.DecodedValue;
import io.vectorstream.value.UnreadableValueException;
import io.vectorstream.value.ValueFormat;
import java.util.HashMap;
import java.util.Map;

/** Unwraps what a record holds. */
final class RecordValue {

  private RecordValue() {}

  static DecodedValue decode(SourceRecord record, ValueFormat format)
      throws UnreadableValueException {
    Map<String, byte[]> headers = new HashMap<>();
    if (format.wantsHeaders()) {
      record.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
    }
    return format.decode(record.value(), headers, record.timestampMillis());
  }
}
