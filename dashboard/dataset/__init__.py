"""The data package in memory: days, records, loading, rules and the timeline."""
