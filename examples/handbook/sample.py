"""Writes transactions.csv: simulated card payments in the manner of the Fraud Detection Handbook, small, the same every time.

Some follow another of the same customer and terminal by exactly nothing, 1, 7, 8, 30 or 37 days, so that the bounds of every window
are met. Run: python examples/handbook/sample.py
"""

import csv
import datetime
import pathlib
import random

START = datetime.datetime(2018, 4, 1)
DAYS, CUSTOMERS, TERMINALS = 60, 24, 30
DAY = 86_400


def transactions(chance):
    customers = [
        (customer, 5 + 95 * chance.random(), 2.5 * chance.random(), [int(TERMINALS * chance.random()) for _ in range(8)])
        for customer in range(CUSTOMERS)
    ]
    # Like the handbook's second scenario: a terminal is in wrong hands for a while, and all of its payments are frauds.
    wrong = [(int(TERMINALS * chance.random()), day, day + 14) for day in range(2, DAYS, 4)]

    rows = []
    for day in range(DAYS):
        for customer, mean, per_day, terminals in customers:
            for _ in range(int(per_day + chance.random())):
                second = day * DAY + int(DAY * (chance.random() + chance.random()) / 2)
                amount = round(mean * (0.5 + chance.random()), 2)
                rows.append((second, customer, terminals[int(8 * chance.random())], amount))
    for second, customer, terminal, amount in list(rows):
        if chance.random() < 0.08:
            after = (0, 1, 7, 8, 30, 37)[int(6 * chance.random())] * DAY
            if second + after < DAYS * DAY:
                rows.append((second + after, customer, terminal, round(amount + 1, 2)))

    rows.sort(key=lambda row: row[0])
    for identifier, (second, customer, terminal, amount) in enumerate(rows):
        fraud = any(terminal == t and begin <= second / DAY < end for t, begin, end in wrong)
        at = (START + datetime.timedelta(seconds=second)).isoformat() + "Z"
        yield identifier, at, customer, terminal, amount, int(fraud)


if __name__ == "__main__":
    with open(pathlib.Path(__file__).with_name("transactions.csv"), "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["TRANSACTION_ID", "TX_DATETIME", "CUSTOMER_ID", "TERMINAL_ID", "TX_AMOUNT", "TX_FRAUD"])
        out.writerows(transactions(random.Random(2018)))
