"""The official document (公文): layout data, line breaking, drawing; what stands in each document is said in `documents`."""
