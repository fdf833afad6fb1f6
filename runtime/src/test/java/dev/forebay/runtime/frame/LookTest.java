package dev.forebay.runtime.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.engine.window.WindowState;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookTest {
    private final Ordering ordering = (Ordering) Proxy.newProxyInstance(
            Ordering.class.getClassLoader(), new Class<?>[] {Ordering.class}, (proxy, method, arguments) -> null);
    private final List<String> seen = new ArrayList<>();

    private Look look(RuntimeException thrown) {
        return new Look(1, lane -> true, new Look.Viewer() {
            @Override
            public void ordering(Ordering ordering) {
                throw thrown;
            }

            @Override
            public void lane(int lane, WindowState windows) {
                seen.add("lane " + lane);
            }
        });
    }

    @Test
    void ordering_thatFails_asksForNoLanes() {
        look(new IllegalStateException("broken")).ordering(ordering, () -> seen.add("asked for lanes"));
        assertThat(seen).isEmpty();
    }

    @Test
    void ordering_afterTheEnd_isNotLookedAt() {
        Look look = new Look(1, lane -> true, new Look.Viewer() {
            @Override
            public void ordering(Ordering ordering) {
                seen.add("ordering");
            }

            @Override
            public void lane(int lane, WindowState windows) {
                seen.add("lane " + lane);
            }
        });
        look.end();
        look.ordering(ordering, () -> seen.add("asked for lanes"));
        assertThat(seen).isEmpty();
    }
}
