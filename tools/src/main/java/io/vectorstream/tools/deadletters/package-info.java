/** Looking at dead letters, and sending their records back. */
package io.vectorstream.tools.deadletters;
