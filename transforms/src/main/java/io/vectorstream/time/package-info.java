/** Reads the times that users and records give. */
package io.vectorstream.time;
