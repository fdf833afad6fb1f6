package dev.forebay.engine.function;

import dev.forebay.types.batch.ReasonCode;

/** Functions of places on the earth, in degrees. */
final class Places {
    private static final byte[] BASE_32 = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'b', 'c', 'd', 'e', 'f', 'g',
        'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'
    };
    private static final String FOUR = "(double,double,double,double)";

    private Places() {}

    static void addTo(KernelTable table) {
        table.rows(
                "HAVERSINE_KM" + FOUR, row -> row.give(haversine(row.real(0), row.real(1), row.real(2), row.real(3))));
        table.rows(
                "BEARING_DEGREES" + FOUR, row -> row.give(bearing(row.real(0), row.real(1), row.real(2), row.real(3))));
        table.failingRows(
                "GEOHASH(double,double,long)", ReasonCode.DOMAIN, "no precision from 1 to 12", Places::geohash);
        table.rows("IS_VALID_COORDINATE(double,double)", row -> row.give(isValid(row.real(0), row.real(1))));
        table.rows("IN_BOX(double,double,double,double,double,double)", Places::inBox);
    }

    private static double radians(double degrees) {
        return degrees * 0.017453292519943295;
    }

    private static double haversine(double lat1, double lon1, double lat2, double lon2) {
        double u = StrictMath.sin(radians(lat2 - lat1) / 2);
        double v = StrictMath.sin(radians(lon2 - lon1) / 2);
        double h = u * u + StrictMath.cos(radians(lat1)) * StrictMath.cos(radians(lat2)) * v * v;
        return 2 * 6371.0088 * StrictMath.asin(StrictMath.sqrt(Math.min(h, 1)));
    }

    private static double bearing(double lat1, double lon1, double lat2, double lon2) {
        double p1 = radians(lat1);
        double p2 = radians(lat2);
        double l = radians(lon2 - lon1);
        double east = StrictMath.sin(l) * StrictMath.cos(p2);
        double north =
                StrictMath.cos(p1) * StrictMath.sin(p2) - StrictMath.sin(p1) * StrictMath.cos(p2) * StrictMath.cos(l);
        double degrees = StrictMath.atan2(east, north) * 57.29577951308232;
        double positive = degrees < 0 ? degrees + 360 : degrees;
        return positive == 360 ? 0 : positive;
    }

    private static boolean isValid(double lat, double lon) {
        return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180;
    }

    private static void inBox(Row row) {
        double lat = row.real(0);
        double lon = row.real(1);
        double west = row.real(3);
        double east = row.real(5);
        boolean inHeight = lat >= row.real(2) && lat <= row.real(4);
        boolean inWidth = east < west ? lon >= west || lon <= east : lon >= west && lon <= east;
        row.give(inHeight && inWidth);
    }

    private static void geohash(Row row) {
        long precision = row.integer(2);
        if (precision < 1 || precision > 12) {
            row.fail();
        } else if (isValid(row.real(0), row.real(1))) {
            row.giveFrom(geohash(row, row.real(0), row.real(1), (int) precision));
        } else {
            row.giveNull();
        }
    }

    /** Halves the longitude, then the latitude, and so on; five halvings are a character. */
    private static int geohash(Row row, double lat, double lon, int precision) {
        int from = row.arena.size;
        double south = -90;
        double north = 90;
        double west = -180;
        double east = 180;
        row.arena.ensure(precision);
        int bits = 0;
        for (int i = 0; i < precision * 5; i++) {
            boolean upper;
            if (i % 2 == 0) {
                double middle = (west + east) / 2;
                upper = lon >= middle;
                west = upper ? middle : west;
                east = upper ? east : middle;
            } else {
                double middle = (south + north) / 2;
                upper = lat >= middle;
                south = upper ? middle : south;
                north = upper ? north : middle;
            }
            bits = bits << 1 | (upper ? 1 : 0);
            if (i % 5 == 4) {
                row.arena.bytes[row.arena.size++] = BASE_32[bits];
                bits = 0;
            }
        }
        return from;
    }
}
