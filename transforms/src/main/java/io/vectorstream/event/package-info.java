/** The shop event: where it was read, what it holds, and the transform that reads it from bytes. */
package io.vectorstream.event;
