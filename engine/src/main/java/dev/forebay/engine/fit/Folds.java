package dev.forebay.engine.fit;

import java.util.Arrays;

/** Which fold each row is in, as scikit-learn's {@code KFold} and {@code StratifiedKFold} have it. */
final class Folds {
    private Folds() {}

    /** Folds of equal size: of neighbours, or of rows drawn with a seed. */
    static int[] plain(int rows, int folds, boolean shuffle, int seed) {
        int[] order = new int[rows];
        Arrays.setAll(order, i -> i);
        if (shuffle) {
            new Mersenne(seed).shuffle(order);
        }
        int[] fold = new int[rows];
        int at = 0;
        for (int k = 0; k < folds; k++) {
            int size = rows / folds + (k < rows % folds ? 1 : 0);
            for (int i = 0; i < size; i++) {
                fold[order[at++]] = k;
            }
        }
        return fold;
    }

    /**
     * Folds in each of which every class has its share.
     *
     * @param classes of each row, from 0
     */
    static int[] stratified(int[] classes, int count, int folds, boolean shuffle, int seed) {
        // Classes are taken in the order in which they appear.
        int[] place = new int[count];
        Arrays.fill(place, -1);
        int[] sizes = new int[count];
        int seen = 0;
        for (int one : classes) {
            if (place[one] < 0) {
                place[one] = seen++;
            }
            sizes[place[one]]++;
        }
        int[][] allocation = new int[folds][count];
        int row = 0;
        for (int k = 0; k < seen; k++) {
            for (int i = 0; i < sizes[k]; i++) {
                allocation[row++ % folds][k]++;
            }
        }
        Mersenne random = new Mersenne(seed);
        int[] fold = new int[classes.length];
        for (int k = 0; k < seen; k++) {
            int[] ofClass = new int[sizes[k]];
            int at = 0;
            for (int f = 0; f < folds; f++) {
                Arrays.fill(ofClass, at, at + allocation[f][k], f);
                at += allocation[f][k];
            }
            if (shuffle) {
                random.shuffle(ofClass);
            }
            at = 0;
            for (int i = 0; i < classes.length; i++) {
                if (place[classes[i]] == k) {
                    fold[i] = ofClass[at++];
                }
            }
        }
        return fold;
    }
}
