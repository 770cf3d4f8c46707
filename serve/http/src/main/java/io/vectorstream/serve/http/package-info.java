/** The server, and which address shows what. */
package io.vectorstream.serve.http;
