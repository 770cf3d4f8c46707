package io.vectorstream.deadletter.archive;

import io.vectorstream.deadletter.DatedPlace;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The record that a letter is about, as it stands in its topic. */
record OriginalRecord(
    ArchivedLetter letter,
    DatedPlace place,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Iterable<Header> headers) {

  /** What a letter says that has it whole. */
  static OriginalRecord in(ArchivedLetter letter) {
    return new OriginalRecord(
        letter, letter.datedOrigin(), bytes(letter.key()), bytes(letter.value()), letter.headers());
  }

  /** What was read where a letter says that it is. */
  static OriginalRecord of(ArchivedLetter letter, ConsumerRecord<byte[], byte[]> record) {
    return new OriginalRecord(
        letter, letter.datedOrigin(), record.key(), record.value(), record.headers());
  }

  /** The bytes of key and value. */
  long size() {
    return length(key) + length(value);
  }

  private static byte @Nullable [] bytes(@Nullable LetterBytes bytes) {
    return bytes == null ? null : bytes.bytes();
  }

  private static long length(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
