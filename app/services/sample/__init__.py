"""The sample bureau (演示): invented people and plausible stories over the city's own units, the same at every making."""
