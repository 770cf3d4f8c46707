/** What the application asks of a runner, without naming one. */
package io.vectorstream.runners;
