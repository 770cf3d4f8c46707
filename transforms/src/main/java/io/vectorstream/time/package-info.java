/** How times are read, wherever a user or a record writes one. */
package io.vectorstream.time;
