"""The typed core: intervals, releases, snapshots, questions, analysis and views; no network, no web."""
