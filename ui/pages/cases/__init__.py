"""案件: the list with its filters and views, one case beside it with its course and its steps."""
