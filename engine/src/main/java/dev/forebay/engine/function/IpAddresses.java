package dev.forebay.engine.function;

import dev.forebay.plan.expression.TypedExpression.Call;
import dev.forebay.types.batch.ReasonCode;
import dev.forebay.types.text.LongWriter;
import java.util.ArrayList;
import java.util.List;

/** Functions of IP addresses; what is none gives null. */
final class IpAddresses {
    private static final List<Block> PRIVATE = blocks(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "100.64.0.0/10",
            "::1/128",
            "fc00::/7",
            "fe80::/10");

    private IpAddresses() {}

    private record Block(IpAddress address, int bits) {
        /**
         * Reads {@code 10.0.0.0/8}.
         *
         * @throws IllegalArgumentException if it is none, which a plan never has
         */
        static Block of(String text) {
            int slash = text.indexOf('/');
            IpAddress address = new IpAddress();
            if (slash < 0 || !address.read(text.substring(0, slash))) {
                throw new IllegalArgumentException("no address block: " + text);
            }
            int written = Integer.parseInt(text.substring(slash + 1));
            // an IPv4-mapped block is one of version 4, whose bits are the last 32
            boolean mapped = address.isVersion4 && text.indexOf(':') >= 0;
            return new Block(address, Math.max(0, mapped ? written - 96 : written));
        }
    }

    static void addTo(KernelTable table) {
        table.rowsBound("IP_TO_LONG(string)", call -> toLong());
        table.rowsBound("IP_IN_CIDR(string,string)", IpAddresses::inBlock);
        table.failingRowsBound("IP_PREFIX(string,long)", ReasonCode.DOMAIN, "bits below 0", call -> prefix());
        table.rowsBound("IS_PRIVATE_IP(string)", call -> isPrivate());
    }

    private static List<Block> blocks(String... texts) {
        List<Block> blocks = new ArrayList<>();
        for (String text : texts) {
            blocks.add(Block.of(text));
        }
        return List.copyOf(blocks);
    }

    private static boolean read(Row row, IpAddress into) {
        return into.read(row.bytes(0), row.start(0), row.end(0));
    }

    private static RowFunction toLong() {
        IpAddress address = new IpAddress();
        return row -> {
            if (read(row, address) && address.isVersion4) {
                row.give(address.low);
            } else {
                row.giveNull();
            }
        };
    }

    private static RowFunction inBlock(Call call) {
        Block block = Block.of((String) RegularExpressions.constant(call, 1));
        IpAddress address = new IpAddress();
        return row -> {
            if (read(row, address)) {
                row.give(address.startsLike(block.address(), block.bits()));
            } else {
                row.giveNull();
            }
        };
    }

    private static RowFunction isPrivate() {
        IpAddress address = new IpAddress();
        return row -> {
            if (!read(row, address)) {
                row.giveNull();
                return;
            }
            boolean found = false;
            for (Block block : PRIVATE) {
                found |= address.startsLike(block.address(), block.bits());
            }
            row.give(found);
        };
    }

    private static RowFunction prefix() {
        IpAddress address = new IpAddress();
        return row -> {
            long bits = row.integer(1);
            if (bits < 0) {
                row.fail();
            } else if (!read(row, address)) {
                row.giveNull();
            } else {
                int kept = (int) Math.min(bits, address.bits());
                address.keep(kept);
                int from = row.arena.size;
                address.write(row.arena);
                row.arena.ensure(4);
                row.arena.bytes[row.arena.size++] = '/';
                row.arena.ensure(LongWriter.ROOM);
                row.arena.size = LongWriter.write(row.arena.bytes, row.arena.size, kept);
                row.giveFrom(from);
            }
        };
    }
}
