"""Prints how well scores find frauds, as the Fraud Detection Handbook measures it.

    python examples/handbook/performance.py scored.parquet

The week of the test is 2018-08-08 to 2018-08-14. Customers whose card was known to be compromised by then are left out: those with a fraud in
the week of training, or found in the days after it. Needs pandas, pyarrow, scikit-learn.
"""

import sys

import pandas as pd
from sklearn.metrics import average_precision_score, roc_auc_score

START, TRAIN, DELAY, TEST = pd.Timestamp("2018-07-25"), 7, 7, 7
CARDS = 100


def days(rows, first, count):
    start = START + pd.Timedelta(days=first)
    return rows[(rows["TX_DATETIME"] >= start) & (rows["TX_DATETIME"] < start + pd.Timedelta(days=count))]


def frauds(rows):
    return set(rows.loc[rows["TX_FRAUD"] == 1, "CUSTOMER_ID"])


def test_set(rows):
    known = frauds(days(rows, 0, TRAIN))
    parts = []
    for day in range(TEST):
        # By this day it is known which cards were compromised DELAY days before.
        known |= frauds(days(rows, TRAIN + day - 1, 1))
        part = days(rows, TRAIN + DELAY + day, 1)
        parts.append(part[~part["CUSTOMER_ID"].isin(known)])
    return pd.concat(parts)


def card_precision(test):
    """The mean over the days: of the cards with the highest scores, how many are compromised; found ones are not looked at again."""
    found, precisions = set(), []
    for _, day in test.groupby(test["TX_DATETIME"].dt.date):
        day = day[~day["CUSTOMER_ID"].isin(found)]
        cards = day.groupby("CUSTOMER_ID")[["fraud_probability", "TX_FRAUD"]].max()
        top = cards.sort_values("fraud_probability", ascending=False).head(CARDS)
        hits = top[top["TX_FRAUD"] == 1]
        found |= set(hits.index)
        precisions.append(len(hits) / CARDS)
    return sum(precisions) / len(precisions)


def main():
    rows = pd.read_parquet(sys.argv[1])
    rows["TX_DATETIME"] = pd.to_datetime(rows["TX_DATETIME"]).dt.tz_localize(None)
    test = test_set(rows)
    print(f"test: {len(test):,} transactions, {int(test['TX_FRAUD'].sum()):,} of them frauds")
    print(f"AUC ROC              {roc_auc_score(test['TX_FRAUD'], test['fraud_probability']):.3f}")
    print(f"average precision    {average_precision_score(test['TX_FRAUD'], test['fraud_probability']):.3f}")
    print(f"card precision@{CARDS}   {card_precision(test):.3f}")


main()
