package dev.forebay.plan.fitted;

import java.util.HashSet;
import java.util.List;

/**
 * The categories of one column of an encoder.
 *
 * @param categories as scikit-learn sorted them; none twice
 * @param infrequent positions among them that are grouped as one, ascending; empty where nothing is
 * @param drop the place that gets no column, counted after grouping (frequent categories in order, then the infrequent as one); -1 for
 *     none
 */
public record EncodedColumn(List<Category> categories, List<Integer> infrequent, int drop) {

    public EncodedColumn {
        categories = List.copyOf(categories);
        infrequent = List.copyOf(infrequent);
        Checks.require(
                new HashSet<>(categories).size() == categories.size(), "a category stands twice in " + categories);
        int last = -1;
        for (int index : infrequent) {
            Checks.require(index > last && index < categories.size(), "infrequent categories at " + infrequent);
            last = index;
        }
        int places = categories.size() - infrequent.size() + (infrequent.isEmpty() ? 0 : 1);
        Checks.require(drop >= -1 && drop < places, "place " + drop + " of " + places + " is dropped");
    }

    /** Categories of which none is grouped or dropped. */
    public static EncodedColumn of(List<Category> categories) {
        return new EncodedColumn(categories, List.of(), -1);
    }

    /** How many places there are after grouping, the dropped one included. */
    public int places() {
        return categories.size() - infrequent.size() + (infrequent.isEmpty() ? 0 : 1);
    }

    /** The place of the category at {@code index}: frequent ones in order, then the infrequent as one. */
    public int placeOf(int index) {
        int before = 0;
        for (int position : infrequent) {
            if (position == index) {
                return places() - 1;
            }
            if (position < index) {
                before++;
            }
        }
        return index - before;
    }
}
