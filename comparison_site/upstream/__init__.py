"""What the world outside says: the newest release of each option, and whether links still work.

Only commands that an editor or a schedule runs ask the network. Their answers are small files in
the folder `upstream` beside the data, which a build may read.
"""
