/**
 * A gRPC proxy that fails on purpose, for tests of whoever talks to a server that may fail.
 *
 * <p>{@link io.vectorstream.local.faults.FaultyProxy} passes calls on to a server byte for byte,
 * except those that it was told to meet with a {@link io.vectorstream.local.faults.Fault}; {@link
 * io.vectorstream.local.faults.Faults} has the usual ones. It knows nothing of Qdrant and stands
 * before any gRPC server.
 */
package io.vectorstream.local.faults;
