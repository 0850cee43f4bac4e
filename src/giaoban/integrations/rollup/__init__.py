"""Roll-ups of the whole country: sealed figures in Parquet, one expression, run by DuckDB here or by a Spark cluster."""
