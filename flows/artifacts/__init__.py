"""What the Prefect UI shows of a run; only `showing` and `moving` speak to Prefect."""
