/** Reading the topic that keeps dead letters, and sending their records back. */
package io.vectorstream.deadletter.archive;
