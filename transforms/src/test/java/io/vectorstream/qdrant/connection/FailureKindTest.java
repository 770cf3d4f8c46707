package io.vectorstream.qdrant.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FailureKindTest {

  @ParameterizedTest
  @CsvSource({
    "UNAVAILABLE, TRANSIENT",
    "DEADLINE_EXCEEDED, TRANSIENT",
    "RESOURCE_EXHAUSTED, TRANSIENT",
    "ABORTED, TRANSIENT",
    "CANCELLED, TRANSIENT",
    "FAILED_PRECONDITION, TRANSIENT",
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
    "RESOURCE_EXHAUSTED, Insufficient storage: disk usage limit reached, TRANSIENT",
    "INTERNAL, RST_STREAM closed stream. HTTP/2 error code: INTERNAL_ERROR, TRANSIENT",
    "INTERNAL, Service internal error: panicked, SERVER"
  })
  void followsTheDescriptionWhereTheCodeIsNotEnough(
      Status.Code code, String description, FailureKind kind) {
    assertThat(FailureKind.of(code.toStatus().withDescription(description))).isEqualTo(kind);
  }

  @Test
  void aCallBeyondTheRateLimitHasTooManyPoints() {
    String description =
        "Rate limiting exceeded: Write rate limit exceeded, request larger than rate limiter"
            + " capacity, please try to split your request";

    assertThat(FailureKind.of(Status.RESOURCE_EXHAUSTED.withDescription(description)))
        .isEqualTo(FailureKind.TOO_MANY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Service internal error: The replica set for shard 2 on peer 77 has no active replica",
        "Service internal error: The replica set for shard 0 on peer 7 does not have enough active"
            + " replicas",
        "1 out of 3 shards failed to apply operation. First error captured: Service internal error:"
            + " The replica set for shard 2 on peer 77 has no active replica",
        "Service internal error: Tonic status error: status: Unavailable, message: \"Peer"
            + " http://10.0.0.2:6335/ is not available\", details: [], metadata: MetadataMap {}",
        "Service internal error: Tonic status error: code: 'The service is currently unavailable',"
            + " message: \"Failed to connect to http://10.0.0.2:6335/, error: transport error\"",
        "Service internal error: Tonic error: transport error: error trying to connect: tcp connect"
            + " error: Connection refused (os error 111)",
        "Service internal error: Tonic transport error: dns error",
        "Service internal error: Internal error: status: Internal, message: \"Service internal"
            + " error: The replica set for shard 1 on peer 3 has no active replica\"",
        "Service internal error: Failed to apply update with Medium ordering via leader peer 3:"
            + " Timeout error: Deadline Exceeded",
        "Service internal error: Cannot update shard c:2 with Strong ordering because no leader"
            + " could be selected",
        "Service internal error: Cannot forward update to shard 2 because was removed from the"
            + " replica set",
        "Service internal error: Failed to apply operation to at least one `Active` replica."
            + " Consistency of this update is not guaranteed. Please retry.",
        "Service internal error: Some replica of shard 1 failed to apply operation and deactivation"
            + " timed out after 30s.",
        "Service internal error: Failed to apply operation UpsertPoints([...]) after 3 attempts,"
            + " all attempts were rejected",
        "Service internal error: no address found for peer 5",
        "Service internal error: Operation cancelled: the node shuts down",
        "Service internal error: Can't reach one of the workers: channel closed",
        "Service internal error: Out of memory, free: 12, cannot grow",
        "Service internal error: File IO error: No space left on device (os error 28)",
        "Service internal error: Can't flush WAL before operation 7 - Read-only file system",
        "Received Rst Stream",
        "RST_STREAM closed stream. HTTP/2 error code: INTERNAL_ERROR"
      })
  void whatSaysThatAPartIsAwayIsWaitedFor(String description) {
    assertThat(FailureKind.of(Status.INTERNAL.withDescription(description)))
        .isEqualTo(FailureKind.TRANSIENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Service internal error",
        "Service internal error: task 12 panicked with message \"index out of bounds\"",
        "Service internal error: task 12 panicked with message \"transport error (os error 1)\"",
        "1 out of 3 shards failed to apply operation. First error captured: Service internal error:"
            + " task panicked",
        "Service internal error: cannot index \"The replica set for shard 1 has no active"
            + " replica\"",
        "Service internal error: Mutex lock poisoned: another task failed"
      })
  void whatAPointMayHaveSetOffIsTheServersFault(String description) {
    assertThat(FailureKind.of(Status.INTERNAL.withDescription(description)))
        .isEqualTo(FailureKind.SERVER);
  }
}
