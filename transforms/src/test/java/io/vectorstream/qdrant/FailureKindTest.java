package io.vectorstream.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailureKindTest {

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, TRANSIENT",
    "DEADLINE_EXCEEDED, TRANSIENT",
    "RESOURCE_EXHAUSTED, TRANSIENT",
    "ABORTED, TRANSIENT",
    "CANCELLED, TRANSIENT",
    "INVALID_ARGUMENT, CONTENT",
    "OUT_OF_RANGE, CONTENT",
    "NOT_FOUND, SETUP",
    "UNAUTHENTICATED, SETUP",
    "PERMISSION_DENIED, SETUP",
    "UNIMPLEMENTED, SETUP",
    "INTERNAL, SERVER",
    "UNKNOWN, SERVER",
    "DATA_LOSS, SERVER"
  })
  void followsTheStatusCode(Status.Code code, FailureKind kind) {
    assertThat(FailureKind.of(code.toStatus())).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "RESOURCE_EXHAUSTED, grpc: received message larger than max (5 vs. 4), CONTENT",
    "RESOURCE_EXHAUSTED, Rate limiter exceeded, TRANSIENT",
    "INTERNAL, RST_STREAM closed stream. HTTP/2 error code: INTERNAL_ERROR, TRANSIENT",
    "INTERNAL, Service internal error: panicked, SERVER"
  })
  void followsTheDescriptionWhereTheCodeIsNotEnough(
      Status.Code code, String description, FailureKind kind) {
    assertThat(FailureKind.of(code.toStatus().withDescription(description))).isEqualTo(kind);
  }
}
