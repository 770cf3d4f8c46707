/**
 * The proof that nothing is lost: the broker, the store and the pipeline run as processes of their
 * own and are killed while numbered events stream through, and at the end every number is asked
 * for.
 */
package io.vectorstream.chaos;
