package io.vectorstream.local.qdrant;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** The ways a call is refused, in Qdrant's words where a user needs them. */
final class Failures {
  private Failures() {}

  static StatusRuntimeException noSuchCollection(String name) {
    return Status.NOT_FOUND
        .withDescription("Not found: Collection `" + name + "` doesn't exist!")
        .asRuntimeException();
  }

  static StatusRuntimeException noSuchPoint(String id) {
    return Status.NOT_FOUND
        .withDescription("Not found: No point with id " + id + " found")
        .asRuntimeException();
  }

  static StatusRuntimeException collectionExists(String name) {
    return Status.ALREADY_EXISTS
        .withDescription("Wrong input: Collection `" + name + "` already exists!")
        .asRuntimeException();
  }

  static StatusRuntimeException wrongInput(String message) {
    return Status.INVALID_ARGUMENT.withDescription("Wrong input: " + message).asRuntimeException();
  }

  static StatusRuntimeException wrongSize(long expected, int actual) {
    return wrongInput("Vector dimension error: expected dim: " + expected + ", got " + actual);
  }

  static StatusRuntimeException noSuchVector(String name) {
    return wrongInput("Not existing vector name error: " + name);
  }

  static StatusRuntimeException noSuchVectorOfPoint(String name) {
    return Status.NOT_FOUND
        .withDescription("Not found: Vector with name \"" + name + "\" for point not found")
        .asRuntimeException();
  }

  /** For everything that Qdrant does and this store does not. */
  static StatusRuntimeException unsupported(String feature) {
    return Status.UNIMPLEMENTED
        .withDescription("The embedded store does not support " + feature)
        .asRuntimeException();
  }

  /** Refuses the call if it uses a feature that the store lacks. */
  static void refuseIf(boolean used, String feature) {
    if (used) {
      throw unsupported(feature);
    }
  }
}
