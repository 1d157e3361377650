"""From a study to pieces of work: the same piece is never done twice."""
