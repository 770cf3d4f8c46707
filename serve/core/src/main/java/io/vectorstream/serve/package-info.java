/** What a run shows of itself while it works, whoever serves it. */
package io.vectorstream.serve;
