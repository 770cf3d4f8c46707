/**
 * Filters: which points a call is about. A client's filter becomes a test of stored points. This
 * room also knows which values a payload index holds. It knows ids and payloads, and nothing of
 * vectors and of where points are stored.
 */
package io.vectorstream.local.qdrant.filter;
