/** What DirectRunner needs. */
package io.vectorstream.runners.direct;
