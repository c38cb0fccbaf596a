"""Coverage: what a coalition brings to a scenario on a day, capability by capability, nation by nation."""
