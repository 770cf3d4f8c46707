/** A run as it changes, second by second. */
package io.vectorstream.serve.live;
