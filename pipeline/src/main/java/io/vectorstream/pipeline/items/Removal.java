package io.vectorstream.pipeline.items;

import io.vectorstream.qdrant.point.QdrantPoint;
import io.vectorstream.source.SourceRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A point that is to be deleted for a record's sake.
 *
 * @param source the record
 * @param deletion of the point
 * @param index its place among the removals for the record
 * @param ofItem whether it takes back an item of the record itself, another item of which could not
 *     be stored, and is not a tombstone's
 */
public record Removal(SourceRecord source, QdrantPoint deletion, int index, boolean ofItem) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Removal removal
        && removal.index == index
        && removal.ofItem == ofItem
        && removal.source.equals(source)
        && removal.deletion.id().equals(deletion.id());
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, index, ofItem);
  }
}
