"""From a YAML file to a `Comparison`, or to one error with every problem and its place."""
