"""The 14 features of the Fraud Detection Handbook as its readers compute them: handbook_pandas.py IN.parquet OUT.parquet

The two functions are written anew after the handbook's chapter "Baseline feature transformation": groupby-apply over the
keys, and for each window a time-based rolling sum in pandas."""
import sys

import pandas as pd

WINDOWS = [1, 7, 30]
DELAY = 7


def is_weekend(time):
    return int(time.weekday() >= 5)


def is_night(time):
    return int(time.hour <= 6)


def get_customer_spending_behaviour_features(customer_transactions, windows_size_in_days=WINDOWS):
    customer_transactions = customer_transactions.sort_values("TX_DATETIME")
    customer_transactions.index = customer_transactions.TX_DATETIME
    for window_size in windows_size_in_days:
        rolling = customer_transactions["TX_AMOUNT"].rolling(f"{window_size}d")
        sum_amount_tx_window = rolling.sum()
        nb_tx_window = rolling.count()
        customer_transactions[f"CUSTOMER_ID_NB_TX_{window_size}DAY_WINDOW"] = list(nb_tx_window)
        customer_transactions[f"CUSTOMER_ID_AVG_AMOUNT_{window_size}DAY_WINDOW"] = list(
            sum_amount_tx_window / nb_tx_window
        )
    customer_transactions.index = customer_transactions.TRANSACTION_ID
    return customer_transactions


def get_count_risk_rolling_window(
    terminal_transactions, delay_period=DELAY, windows_size_in_days=WINDOWS, feature="TERMINAL_ID"
):
    terminal_transactions = terminal_transactions.sort_values("TX_DATETIME")
    terminal_transactions.index = terminal_transactions.TX_DATETIME
    frauds = terminal_transactions["TX_FRAUD"]
    nb_fraud_delay = frauds.rolling(f"{delay_period}d").sum()
    nb_tx_delay = frauds.rolling(f"{delay_period}d").count()
    for window_size in windows_size_in_days:
        nb_fraud_window = frauds.rolling(f"{delay_period + window_size}d").sum() - nb_fraud_delay
        nb_tx_window = frauds.rolling(f"{delay_period + window_size}d").count() - nb_tx_delay
        terminal_transactions[f"{feature}_NB_TX_{window_size}DAY_WINDOW"] = list(nb_tx_window)
        terminal_transactions[f"{feature}_RISK_{window_size}DAY_WINDOW"] = list(nb_fraud_window / nb_tx_window)
    terminal_transactions.index = terminal_transactions.TRANSACTION_ID
    return terminal_transactions.fillna(0)


def by_key(frame, key, features):
    """groupby-apply leaves the key out of what the function sees and puts it into the index: it is put back."""
    done = frame.groupby(key).apply(features).reset_index(level=0)
    return done.sort_values("TX_DATETIME").reset_index(drop=True)


def main():
    source, out = sys.argv[1:]
    frame = pd.read_parquet(source)
    frame["TX_DURING_WEEKEND"] = frame.TX_DATETIME.apply(is_weekend)
    frame["TX_DURING_NIGHT"] = frame.TX_DATETIME.apply(is_night)
    frame = by_key(frame, "CUSTOMER_ID", get_customer_spending_behaviour_features)
    frame = by_key(frame, "TERMINAL_ID", get_count_risk_rolling_window)
    columns = ["TRANSACTION_ID", "TX_DURING_WEEKEND", "TX_DURING_NIGHT"]
    columns += [name for name in frame.columns if name.endswith("_WINDOW")]
    frame[columns].to_parquet(out)


main()
