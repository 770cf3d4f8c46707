package io.vectorstream.qdrant.connection;

import io.grpc.Status;
import java.util.regex.Pattern;

/**
 * Reads what Qdrant says with {@code INTERNAL}: that a node of its cluster, a replica, or a disk is
 * not there just now, or that it has failed in a way that a point may have set off.
 */
final class InternalErrors {

  /**
   * What Qdrant puts before the words that matter: its own name for the error, how many shards have
   * failed, and once more the same of the peer that it passes on.
   */
  private static final String WRAPPING =
      "(?:Service internal error: |Internal error: "
          + "|Remote shard on \\d+ failed during forward proxy operation: "
          + "|\\d+ out of \\d+ shards failed to apply operation\\. First error captured: "
          + "|(?:status: \\w+|code: '[^']*'), message: \")*";

  /** A node that does not take part now: it is away, starts, stops, or has lost the others. */
  private static final Pattern AWAY =
      Pattern.compile(
          WRAPPING
              + "(?:The replica set for shard "
              + "|(?:Cannot|Failed to) apply (?:operation|update) to at least one"
              + "|Failed to apply update with "
              + "|Failed to apply operation .* all attempts were rejected"
              + "|Cannot (?:update|forward update to) shard "
              + "|Some replica of shard "
              + "|Tonic (?:status |transport )?error"
              + "|Failed to connect to |Peer \\S+ is not available"
              + "|No address found for peer |Address (?:for|of) peer "
              + "|Failed to wait for consensus "
              + "|(?:Local )?Shard \\S+ (?:is )?not found"
              + "|Can't reach one of the workers|Oneshot channel sender dropped|channel closed"
              + "|Operation cancelled|Out of memory"
              + "|\\d+ of \\d+ read operations failed)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A connection that does not work, or a disk; no point's content makes either so. */
  private static final Pattern CONNECTION_OR_DISK =
      Pattern.compile(
          "RST_STREAM|transport error|error trying to connect|connect error|dns error"
              + "|connection (?:refused|reset|closed|error)|broken pipe|timed out|timeout"
              + "|no space left|read-only file system|\\(os error \\d+\\)"
              + "|Rst Stream|h2 protocol error",
          Pattern.CASE_INSENSITIVE);

  /** A fault in the code, which the same point may set off each time. */
  private static final Pattern PANIC = Pattern.compile("panic", Pattern.CASE_INSENSITIVE);

  private InternalErrors() {}

  /** Whether the call has failed because something is away that will be back. */
  static boolean sayThatAPartIsAway(Status status) {
    String description = status.getDescription();
    if (description == null) {
      return false;
    }
    return AWAY.matcher(description).lookingAt()
        || (CONNECTION_OR_DISK.matcher(description).find() && !PANIC.matcher(description).find());
  }
}
