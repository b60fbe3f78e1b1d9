"""What was run and measured: result files read, their numbers named, judged, drawn and shown."""
