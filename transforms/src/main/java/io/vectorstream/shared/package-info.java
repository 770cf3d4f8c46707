/** What a worker process opens once and every DoFn instance in it shares. */
package io.vectorstream.shared;
