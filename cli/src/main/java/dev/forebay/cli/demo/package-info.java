/** The simulated card traffic and the demo around it. Start reading at {@link dev.forebay.cli.demo.CardTraffic}. */
@NullMarked
package dev.forebay.cli.demo;

import org.jspecify.annotations.NullMarked;
