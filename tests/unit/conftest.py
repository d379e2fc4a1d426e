"""Examples of Hypothesis are not timed: a busy machine is no error of the rules."""

from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
