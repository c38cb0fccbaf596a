"""Backtest: would the gap ranking have foreseen which agreements were concluded? Beside four baselines."""
