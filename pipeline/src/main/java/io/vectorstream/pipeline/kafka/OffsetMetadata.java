package io.vectorstream.pipeline.kafka;

import org.apache.kafka.common.Uuid;

/**
 * The metadata that is committed with an offset. An offset means something in one topic only, not
 * in another that was made later under the same name, so it is the topic's id.
 */
public final class OffsetMetadata {

  private static final String TOPIC_ID = "topicId=";

  private OffsetMetadata() {}

  static String of(Uuid topicId) {
    return TOPIC_ID + topicId;
  }

  /** Whether an offset was committed for another topic of the same name. */
  public static boolean isOfAnother(String metadata, Uuid topicId) {
    return metadata.startsWith(TOPIC_ID)
        && !metadata.equals(of(topicId))
        && !topicId.equals(Uuid.ZERO_UUID);
  }
}
