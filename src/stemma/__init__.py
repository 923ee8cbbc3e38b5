"""stemma: from a pile of reports to who said what, each item pointing at its source."""
