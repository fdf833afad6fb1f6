package dev.forebay.plan.function;

import java.util.List;

/** Functions of places on the earth, in degrees. */
final class GeoFunctions {
    private static final String ANGLES =
            "With p1 = RADIANS(lat1), p2 = RADIANS(lat2), l = RADIANS(lon2 - lon1), evaluated as written: ";

    static final List<Entry> ENTRIES = List.of(
            pair("HAVERSINE_KM", "The distance over a sphere of the earth's mean radius, 6371.0088 km.")
                    .details(
                            ANGLES
                                    + "u = SIN(RADIANS(lat2 - lat1) / 2), v = SIN(l / 2), h = u * u + COS(p1) * COS(p2) * v * v; 2 * 6371.0088 * ASIN(SQRT(the smaller of h and 1)). Coordinates are not checked.")
                    .example("ROUND(HAVERSINE_KM(52.52, 13.405, 48.8566, 2.3522), 1)", "877.5")
                    .example("HAVERSINE_KM(10, 20, 10, 20)", "0.0"),
            pair(
                            "BEARING_DEGREES",
                            "The direction in which to set out from the first place to the second: 0 north, 90 east.")
                    .details(
                            ANGLES
                                    + "d = DEGREES(ATAN2(SIN(l) * COS(p2), COS(p1) * SIN(p2) - SIN(p1) * COS(p2) * COS(l))); below 0 d + 360, and 0 if that is 360.")
                    .example("BEARING_DEGREES(0, 0, 0, 10)", "90.0"),
            place("GEOHASH", "The geohash of a place: nearby places mostly share a beginning.")
                    .takes("precision", "how many characters, 1 to 12")
                    .on("double, double, long -> string?!")
                    .details("Null where the coordinate is not valid. A value on a boundary falls in the upper half.")
                    .errors("domain: another precision.")
                    .example("GEOHASH(57.64911, 10.40744, 6)", "'u4pruy'")
                    .example("GEOHASH(91, 0, 6)", "NULL"),
            place("IS_VALID_COORDINATE", "Whether lat is from -90 to 90 and lon from -180 to 180.")
                    .on("double, double -> boolean")
                    .example("IS_VALID_COORDINATE(48.85, 2.35)", "true")
                    .example("IS_VALID_COORDINATE(0, 200)", "false"),
            place("IN_BOX", "Whether a place is in a box, its border included.")
                    .takes("south", "the lowest latitude")
                    .takes("west", "the western longitude")
                    .takes("north", "the highest latitude")
                    .takes("east", "the eastern longitude; below west the box crosses the 180th meridian")
                    .on("double, double, double, double, double, double -> boolean")
                    .details("With IEEE comparisons: false where a value is NaN.")
                    .example("IN_BOX(48.85, 2.35, 41, -5, 51, 10)", "true")
                    .example("IN_BOX(-17, 179, -20, 177, -12, -178)", "true"));

    private GeoFunctions() {}

    private static Entry place(String name, String summary) {
        return new Entry(Category.GEO, name, summary).takes("lat", "latitude").takes("lon", "longitude");
    }

    private static Entry pair(String name, String summary) {
        return new Entry(Category.GEO, name, summary)
                .takes("lat1", "latitude of the first place")
                .takes("lon1", "longitude of the first place")
                .takes("lat2", "latitude of the second place")
                .takes("lon2", "longitude of the second place")
                .on("double, double, double, double -> double");
    }
}
