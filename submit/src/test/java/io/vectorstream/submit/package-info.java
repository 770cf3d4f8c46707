/** The jar for spark-submit, and the script that submits it, on a real distribution of Spark. */
package io.vectorstream.submit;
