package dev.forebay.sklearn.pickle;

import dev.forebay.sklearn.diagnostic.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** The values that instructions work on, with the marks that open a group of them. Nothing is taken across a mark. */
final class OperandStack {
    private final Limits limits;
    private final List<Value> values = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();

    OperandStack(Limits limits) {
        this.limits = limits;
    }

    void push(Value value) throws RefusedException {
        if (values.size() == limits.stack()) {
            throw Budget.tooLarge("puts more than %,d values on the stack", limits.stack());
        }
        values.add(value);
    }

    Value pop() throws RefusedException {
        requireValue();
        return values.remove(values.size() - 1);
    }

    Value top() throws RefusedException {
        requireValue();
        return values.get(values.size() - 1);
    }

    void mark() throws RefusedException {
        if (marks.size() == limits.nesting()) {
            throw Budget.tooLarge("is nested more than %,d deep", limits.nesting());
        }
        marks.add(values.size());
    }

    /** Takes the values above the last mark, and the mark. */
    List<Value> popGroup() throws RefusedException {
        if (marks.isEmpty()) {
            throw ByteCursor.malformed("a group ends that never began");
        }
        int from = marks.remove(marks.size() - 1);
        List<Value> group = values.subList(from, values.size());
        List<Value> copy = new ArrayList<>(group);
        group.clear();
        return copy;
    }

    /** The last {@code count} values, the lowest first. */
    List<Value> popMany(int count) throws RefusedException {
        Value[] popped = new Value[count];
        for (int i = count - 1; i >= 0; i--) {
            popped[i] = pop();
        }
        return List.of(popped);
    }

    boolean isEmpty() {
        return values.isEmpty() && marks.isEmpty();
    }

    private void requireValue() throws RefusedException {
        int floor = marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
        if (values.size() == floor) {
            throw ByteCursor.malformed("an instruction finds no value to work on");
        }
    }
}
