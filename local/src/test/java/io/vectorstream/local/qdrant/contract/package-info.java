/**
 * How Qdrant answers, as one suite of tests that speak to a server through its client alone.
 *
 * <p>It always runs against the embedded store. Set {@code QDRANT_URL} to the gRPC address of a
 * Qdrant ({@code http://localhost:6334}, or {@code https://} for TLS), and {@code QDRANT_API_KEY}
 * if it asks for one, and the same tests run there too; where there is a Docker engine, they also
 * run against Qdrant in a container. On a server the tests touch only the collections that they
 * create, whose names begin with {@code vectorstream-contract-}.
 *
 * <p>What is true of the embedded store alone is tested elsewhere.
 */
package io.vectorstream.local.qdrant.contract;
