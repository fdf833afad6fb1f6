package dev.forebay.testing.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of places on the earth. */
final class Places {
    private static final String BASE_32 = "0123456789bcdefghjkmnpqrstuvwxyz";

    private Places() {}

    static void register(Map<String, Interpretation> into) {
        into.put("HAVERSINE_KM", args -> haversine(args.real(0), args.real(1), args.real(2), args.real(3)));
        into.put("BEARING_DEGREES", args -> bearing(args.real(0), args.real(1), args.real(2), args.real(3)));
        into.put("GEOHASH", args -> geohash(args.real(0), args.real(1), args.whole(2)));
        into.put("IS_VALID_COORDINATE", args -> isValid(args.real(0), args.real(1)));
        into.put("IN_BOX", Places::inBox);
    }

    private static double radians(double degrees) {
        return degrees * 0.017453292519943295;
    }

    private static double haversine(double lat1, double lon1, double lat2, double lon2) {
        double p1 = radians(lat1);
        double p2 = radians(lat2);
        double l = radians(lon2 - lon1);
        double u = StrictMath.sin(radians(lat2 - lat1) / 2);
        double v = StrictMath.sin(l / 2);
        double h = u * u + StrictMath.cos(p1) * StrictMath.cos(p2) * v * v;
        return 2 * 6371.0088 * StrictMath.asin(StrictMath.sqrt(StrictMath.min(h, 1)));
    }

    private static double bearing(double lat1, double lon1, double lat2, double lon2) {
        double p1 = radians(lat1);
        double p2 = radians(lat2);
        double l = radians(lon2 - lon1);
        double y = StrictMath.sin(l) * StrictMath.cos(p2);
        double x =
                StrictMath.cos(p1) * StrictMath.sin(p2) - StrictMath.sin(p1) * StrictMath.cos(p2) * StrictMath.cos(l);
        double d = StrictMath.atan2(y, x) * 57.29577951308232;
        if (d < 0) {
            d = d + 360;
        }
        return d == 360 ? 0 : d;
    }

    private static boolean isValid(double lat, double lon) {
        return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180;
    }

    private static @Nullable String geohash(double lat, double lon, long precision) {
        if (precision < 1 || precision > 12) {
            throw RowFailed.domain("a precision of " + precision);
        }
        if (!isValid(lat, lon)) {
            return null;
        }
        double[][] range = {{-180, 180}, {-90, 90}};
        double[] at = {lon, lat};
        StringBuilder bits = new StringBuilder();
        for (int i = 0; i < precision * 5; i++) {
            int axis = i % 2;
            double middle = (range[axis][0] + range[axis][1]) / 2;
            boolean upper = at[axis] >= middle;
            range[axis][upper ? 0 : 1] = middle;
            bits.append(upper ? '1' : '0');
        }
        StringBuilder hash = new StringBuilder();
        for (int i = 0; i < bits.length(); i += 5) {
            hash.append(BASE_32.charAt(Integer.parseInt(bits.substring(i, i + 5), 2)));
        }
        return hash.toString();
    }

    private static boolean inBox(Arguments args) {
        double lat = args.real(0);
        double lon = args.real(1);
        double west = args.real(3);
        double east = args.real(5);
        boolean inHeight = lat >= args.real(2) && lat <= args.real(4);
        boolean inWidth = east < west ? lon >= west || lon <= east : lon >= west && lon <= east;
        return inHeight && inWidth;
    }
}
