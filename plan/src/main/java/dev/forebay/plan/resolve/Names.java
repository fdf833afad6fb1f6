package dev.forebay.plan.resolve;

import dev.forebay.definition.expression.Expression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What expressions name: columns, and windows behind OVER, which are names of another kind. */
final class Names {
    private Names() {}

    /** The columns, in no order, each as often as it is named. */
    static List<Expression.Name> in(Expression expression) {
        List<Expression.Name> names = new ArrayList<>();
        Deque<Expression> open = new ArrayDeque<>();
        open.push(expression);
        while (!open.isEmpty()) {
            Expression next = open.pop();
            if (next instanceof Expression.Name name) {
                names.add(name);
            } else {
                parts(next).forEach(open::push);
            }
        }
        return names;
    }

    static Set<String> textsIn(Expression expression) {
        Set<String> texts = new HashSet<>();
        in(expression).forEach(name -> texts.add(name.name()));
        return texts;
    }

    /** The aggregates, in the order of the text. */
    static List<Expression.Aggregate> aggregatesIn(Expression expression) {
        List<Expression.Aggregate> aggregates = new ArrayList<>();
        Deque<Expression> open = new ArrayDeque<>();
        open.push(expression);
        while (!open.isEmpty()) {
            Expression next = open.pop();
            if (next instanceof Expression.Aggregate aggregate) {
                aggregates.add(aggregate);
            }
            List<Expression> parts = parts(next);
            for (int i = parts.size() - 1; i >= 0; i--) {
                open.push(parts.get(i));
            }
        }
        return aggregates;
    }

    private static List<Expression> parts(Expression expression) {
        List<Expression> parts = new ArrayList<>(expression.children());
        if (expression instanceof Expression.Aggregate aggregate && aggregate.window() != null) {
            parts.remove(parts.size() - 1);
        }
        return parts;
    }
}
