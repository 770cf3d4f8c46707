/** The API: JSON for programs, and for the page. */
package io.vectorstream.serve.api;
