package io.vectorstream.chaos.walk;

/** Where a record is. */
record Place(String topic, int partition, long offset) implements Comparable<Place> {

  @Override
  public int compareTo(Place other) {
    int byTopic = topic.compareTo(other.topic);
    if (byTopic != 0) {
      return byTopic;
    }
    return partition == other.partition
        ? Long.compare(offset, other.offset)
        : Integer.compare(partition, other.partition);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
