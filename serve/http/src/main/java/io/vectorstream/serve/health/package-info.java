/** Whether a run and what it needs are well. */
package io.vectorstream.serve.health;
