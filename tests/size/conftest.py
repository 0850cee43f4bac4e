"""Hypothesis at length: no time limit for one of them (the tests hold their own), what failed is printed to be repeated."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "slow",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
