package io.vectorstream.local.qdrant.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** The ways a call is refused, in Qdrant's words where a user needs them. */
public final class Failures {
  private static final String INDEX_DOCS =
      "https://qdrant.tech/documentation/concepts/indexing/#payload-index";

  private Failures() {}

  /** For a collection that does not exist. */
  public static StatusRuntimeException noSuchCollection(String name) {
    return Status.NOT_FOUND
        .withDescription("Not found: Collection `" + name + "` doesn't exist!")
        .asRuntimeException();
  }

  /**
   * For a collection that was deleted, or a server that was closed, while a call was on its way.
   */
  public static StatusRuntimeException collectionDeleted() {
    return Status.NOT_FOUND
        .withDescription("Not found: the collection has just been deleted")
        .asRuntimeException();
  }

  /** For a point that does not exist. */
  public static StatusRuntimeException noSuchPoint(String id) {
    return Status.NOT_FOUND
        .withDescription("Not found: No point with id " + id + " found")
        .asRuntimeException();
  }

  /** For a collection that is to be created and exists. */
  public static StatusRuntimeException collectionExists(String name) {
    return Status.ALREADY_EXISTS
        .withDescription("Wrong input: Collection `" + name + "` already exists!")
        .asRuntimeException();
  }

  /** For a request that Qdrant would refuse, too. */
  public static StatusRuntimeException wrongInput(String message) {
    return Status.INVALID_ARGUMENT.withDescription("Wrong input: " + message).asRuntimeException();
  }

  /** For a vector of another size than the collection has. */
  public static StatusRuntimeException wrongSize(long expected, int actual) {
    return wrongInput("Vector dimension error: expected dim: " + expected + ", got " + actual);
  }

  /** For a vector name that the collection does not have. */
  public static StatusRuntimeException noSuchVector(String name) {
    return wrongInput("Not existing vector name error: " + name);
  }

  /** For a vector that the point lacks. */
  public static StatusRuntimeException noSuchVectorOfPoint(String name) {
    return Status.NOT_FOUND
        .withDescription("Not found: Vector with name \"" + name + "\" for point not found")
        .asRuntimeException();
  }

  /** For an order by a field without an index that answers ranges. */
  public static StatusRuntimeException noRangeIndex(String field) {
    return wrongInput(
        "No range index for `order_by` key: `"
            + field
            + "`. Please create one to use `order_by`. Check "
            + INDEX_DOCS
            + " to see which payload schemas support Range conditions");
  }

  /** For a facet of a field without an index that answers matches. */
  public static StatusRuntimeException noLookupIndex(String field) {
    return wrongInput(
        "No appropriate index for faceting: `"
            + field
            + "`. Please create one to facet on this field. Check "
            + INDEX_DOCS
            + " to see which payload schemas support Match conditions");
  }

  /** For bytes that are no message of the type that they should be. */
  public static StatusRuntimeException undecodable(InvalidProtocolBufferException reason) {
    return Status.INTERNAL
        .withDescription("failed to decode Protobuf message: " + reason.getMessage())
        .asRuntimeException();
  }

  /** For everything that Qdrant does and this store does not. */
  public static StatusRuntimeException unsupported(String feature) {
    return Status.UNIMPLEMENTED
        .withDescription("The embedded store does not support " + feature)
        .asRuntimeException();
  }

  /** Refuses the call if it uses a feature that the store lacks. */
  public static void refuseIf(boolean used, String feature) {
    if (used) {
      throw unsupported(feature);
    }
  }
}
