package io.vectorstream.pipeline;

import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.source.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.transforms.SerializableFunction;

/** Deletes the point of the event whose id is a tombstone's key. */
final class DeletionOfTombstone implements SerializableFunction<SourceRecord, QdrantPoint> {

  private static final long serialVersionUID = 1L;

  /**
   * The deletion.
   *
   * @throws IllegalArgumentException if the key is no text in UTF-8, as no event's id is
   */
  @Override
  public QdrantPoint apply(SourceRecord tombstone) {
    try {
      String eventId =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(tombstone.key())).toString();
      return QdrantPoint.withId(eventId).deleted();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "the tombstone's key is no text in UTF-8, so it names no event", e);
    }
  }
}
