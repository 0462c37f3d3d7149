"""The verbs of the week; one step never calls another step."""
