"""The desk: pages and an HTTP API over a ledger, for one person on their own machine."""
