"""Numbers in series: per body, kind and period, given at issue, without holes."""
